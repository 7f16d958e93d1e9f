"""What can go wrong while a page is rendered."""

from typing import Self


class RenderError(Exception):
    """A page could not be rendered; the message is one sentence for whoever mends the template or the document."""

    @classmethod
    def of(cls, error: Exception, *, place: str, kind: str, template: str | None, line: int | None) -> Self:
        """Build the sentence: which page and type, in which template and line, and what was wrong."""
        where = f"template {template}, line {line}" if template and line else (template or "the rendering code")
        return cls(f"The page {place} ({kind}) could not be rendered: {where}: {type(error).__name__}: {error}")


class StringsError(Exception):
    """A file of interface strings cannot be used; the message names the file and what is wrong in it."""
