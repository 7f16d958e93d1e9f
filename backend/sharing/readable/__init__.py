"""A page's words as people read them in the admin: no editor, no site's design, nothing that is not published."""
