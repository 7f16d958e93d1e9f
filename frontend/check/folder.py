"""Check a built site as it lies in its folder: every page against the rules, every address against the files."""

import json
from functools import cache
from pathlib import Path
from typing import TextIO

from frontend.check.page import PageChecker
from frontend.check.site import check_anchors
from frontend.check.weight import weigh
from frontend.encodings import quick_size
from frontend.errors import FolderError
from frontend.plan.problems import Problem, Severity


def check_folder(folder: Path, stream: TextIO) -> int:
    """Write what is wrong with the site in `folder`, and return 1 if there is an error, else 0; raises FolderError."""
    pages = sorted(folder.rglob("*.html"))
    if not (folder / "404.html").is_file():
        raise FolderError(f"{folder} is no built site: it has no 404.html. Give a folder such as sites/NAME/current.")
    problems = _problems(folder, pages)
    for problem in sorted(problems, key=lambda each: (each.severity is Severity.WARNING, each.path)):
        stream.write(f"{problem.severity}: {problem}\n")
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    stream.write(f"{len(pages):,} pages, {errors} errors, {len(problems) - errors} warnings\n")
    return 1 if errors else 0


def _problems(folder: Path, pages: list[Path]) -> list[Problem]:
    def exists(path: str) -> bool:
        file = folder / path[1:] / "index.html" if path.endswith("/") else folder / path[1:]
        return file.is_file()

    @cache
    def size_of(file: str) -> int:
        """Return what a file is sent in: the size of the compressed one beside it, or what it would be."""
        try:
            return (folder / f"{file}.br").stat().st_size
        except OSError:
            whole = folder / file
            return quick_size(whole.read_bytes()) if whole.is_file() else 0

    checker = PageChecker(exists, _base_url(folder))
    problems: list[Problem] = []
    anchors: list[tuple[str, str, str]] = []
    for page in pages:
        file = page.relative_to(folder).as_posix()
        path, html = "/" + file.removesuffix("index.html"), page.read_text(encoding="utf-8", errors="replace")
        checked = checker.check(path, html)
        problems += checked.problems + weigh(path, html, size_of(file), size_of)
        anchors += ((path, *each) for each in checked.anchors)
    return problems + check_anchors(folder, anchors)


def _base_url(folder: Path) -> str:
    """Return the site's address from the settings beside its slots; without them absolute links are not looked at."""
    try:
        settings = json.loads((folder.resolve().parent.parent / "site.json").read_bytes())
        return str(settings["base_url"])
    except (OSError, ValueError, KeyError, TypeError):
        return "about:nowhere"
