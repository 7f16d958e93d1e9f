"""What editors may do in rich text. Pictures and embedded players are blocks of their own, so neither is here."""

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]
"""Paragraphs and lists."""

BODY_FEATURES = ["bold", "italic", "ol", "ul", "link", "h3", "h4", "blockquote"]
"""The rich-text block of a page's body; level 2 is a heading block, so that a page's outline stays visible."""
