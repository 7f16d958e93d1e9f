"""Two slots a site and one rename: a visitor sees the last good release or the new one, never anything between."""
