"""Previews: one draft at a time, rendered with the templates of the sites. Nothing of a draft is kept here."""
