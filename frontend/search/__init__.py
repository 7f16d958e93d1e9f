"""Search: what can be found of a site's pages, and the index in which a visitor's browser looks it up by itself."""
