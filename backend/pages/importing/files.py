"""Read a folder of Markdown files into a tree of page sources. Nothing here knows the database."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from backend.pages.importing.front_matter import FrontMatter, FrontMatterError, read_front_matter
from backend.pages.importing.markdown import MarkdownError, SourceBlock, blocks
from backend.pages.importing.problems import Problem

_ORDER_PREFIX = re.compile(r"^\d+-")
_SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
INDEX = "index.md"


@dataclass(frozen=True, slots=True)
class PageSource:
    """One file: where its page stands on the site, and what it says."""

    file: Path
    path: str
    front: FrontMatter
    body: tuple[SourceBlock, ...]
    readable: bool = True

    @property
    def parent_path(self) -> str | None:
        """The path of the page above it; the home page has none."""
        return None if self.path == "/" else self.path.rstrip("/").rpartition("/")[0] + "/"

    @property
    def slug(self) -> str:
        """The last part of its path; empty for the home page."""
        return self.path.strip("/").rpartition("/")[2]


def read_folder(folder: Path) -> tuple[list[PageSource], list[Problem]]:
    """Return the pages of `folder`, parents before children and siblings by file name, with every problem found.

    A file that cannot be read is among them, so that what refers to its page is not a problem too.
    """
    sources: list[PageSource] = []
    problems: list[Problem] = []
    seen: dict[str, Path] = {}
    for file, path in _files(folder, folder, "/"):
        name = file.relative_to(folder)
        if path in seen:
            problems.append(Problem(name, 1, f"{seen[path]} is already the page at {path}; rename one of them."))
            continue
        seen[path] = name
        if path != "/" and not _SLUG.match(path.strip("/").rpartition("/")[2]):
            problems.append(
                Problem(name, 1, "Name files and folders in lower-case letters, digits and single hyphens.")
            )
            continue
        try:
            sources.append(read_page(file.read_text(encoding="utf-8"), name, path))
            continue
        except (FrontMatterError, MarkdownError) as error:
            problems.append(Problem(name, error.line, str(error)))
        except UnicodeDecodeError:
            problems.append(Problem(name, 1, "Save this file as UTF-8; it holds bytes that are not text."))
        sources.append(PageSource(name, path, FrontMatter({}), (), readable=False))
    problems += _orphans(sources, seen)
    return sources, problems


def read_page(text: str, file: Path, path: str) -> PageSource:
    """Return the page that `text` describes. Raises FrontMatterError or MarkdownError."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        raise FrontMatterError(1, "Begin the file with a line of three hyphens, then `type:` and the page's fields.")
    try:
        end = next(number for number, line in enumerate(lines[1:], start=1) if line.strip() == "---")
    except StopIteration:
        raise FrontMatterError(1, "Close the front matter with a second line of three hyphens.") from None
    front = read_front_matter("\n".join(lines[1:end]), 2)
    body = tuple(blocks("\n".join(lines[end + 1 :]), end + 2))
    return PageSource(file, path, front, body)


def _files(folder: Path, root: Path, path: str) -> Iterator[tuple[Path, str]]:
    index = folder / INDEX
    if index.is_file():
        yield index, path
    for entry in sorted(folder.iterdir()):
        name = _ORDER_PREFIX.sub("", entry.stem if entry.is_file() else entry.name)
        if entry.name == INDEX or entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _files(entry, root, f"{path}{name}/")
        elif entry.suffix == ".md":
            yield entry, f"{path}{name}/"


def _orphans(sources: list[PageSource], seen: dict[str, Path]) -> Iterator[Problem]:
    for source in sources:
        parent = source.parent_path
        if parent is not None and parent != "/" and parent not in seen:
            yield Problem(source.file, 1, f"There is no page at {parent} to stand below; add {INDEX} to its folder.")
