"""Check what only the whole site can tell: anchors on other pages."""

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from urllib.parse import unquote

from frontend.plan.problems import Kind, Problem, Severity
from frontend.plan.site_plan import file_of


def check_anchors(folder: Path, anchors: Iterable[tuple[str, str, str]]) -> list[Problem]:
    """Return a problem for each (page, path, anchor) whose anchor is not on the page at that path below `folder`."""
    pages: dict[str, str] = {}
    problems: list[Problem] = []
    for page, path, anchor in sorted(set(anchors)):
        if path not in pages:
            file = folder / file_of(path)
            pages[path] = file.read_text(encoding="utf-8") if path.endswith("/") and file.is_file() else ""
        wanted = re.escape(escape(unquote(anchor)))
        if pages[path] and not re.search(rf'\sid="{wanted}"', pages[path]):
            message = f"links to {path}#{anchor}, but there is no such place on that page"
            problems.append(Problem(Severity.WARNING, Kind.BROKEN_ADDRESS, page, message))
    return problems
