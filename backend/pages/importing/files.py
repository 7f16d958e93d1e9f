"""Read a folder of Markdown files into a tree of page sources. Nothing here knows the database."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from backend.pages.importing.front_matter import FrontMatter, FrontMatterError, read_front_matter
from backend.pages.importing.markdown import MarkdownError, SourceBlock, blocks
from backend.pages.importing.problems import Problem

_ORDER_PREFIX = re.compile(r"^\d+-")
SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
INDEX = "index.md"
_INDEX_FILE = re.compile(r"^index(\.[^.]+)?\.md$")


@dataclass(frozen=True, slots=True)
class PageSource:
    """One file: where its page stands on the site, and what it says.

    A translation, `tell-someone.cy.md`, has the `path` of the page that it translates, and a `language`.
    """

    file: Path
    path: str
    front: FrontMatter
    body: tuple[SourceBlock, ...]
    readable: bool = True
    language: str = ""

    @property
    def name(self) -> str:
        """What it is called among all files, and in reports: its path, of a translation below its language."""
        return f"/{self.language}{self.path}" if self.language else self.path

    @property
    def type(self) -> str:
        """The type of its page; empty where the file leaves that to its original, until that is found."""
        return str(self.front.data.get("type", ""))

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

    Translations come after all that they may translate, in the same order. A file that cannot be read is among them, so that what refers to its page is not a problem too.
    """
    sources: list[PageSource] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], Path] = {}
    for file, path, language in sorted(_files(folder, "/"), key=lambda found: bool(found[2])):
        name, place = file.relative_to(folder), (language, path)
        if place in seen:
            problems.append(Problem(name, 1, f"{seen[place]} is already the page at {path}; rename one of them."))
            continue
        seen[place] = name
        if path != "/" and not SLUG.match(path.strip("/").rpartition("/")[2]):
            problems.append(
                Problem(name, 1, "Name files and folders in lower-case letters, digits and single hyphens.")
            )
            continue
        try:
            sources.append(read_page(file.read_text(encoding="utf-8"), name, path, language))
            continue
        except (FrontMatterError, MarkdownError) as error:
            problems.append(Problem(name, error.line, str(error)))
        except UnicodeDecodeError:
            problems.append(Problem(name, 1, "Save this file as UTF-8; it holds bytes that are not text."))
        sources.append(PageSource(name, path, FrontMatter({}), (), readable=False, language=language))
    problems += _orphans(sources, {path for language, path in seen if not language})
    return sources, problems


def read_page(text: str, file: Path, path: str, language: str = "") -> PageSource:
    """Return the page, or the translation into `language`, that `text` describes. Raises FrontMatterError or MarkdownError."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        raise FrontMatterError(1, "Begin the file with a line of three hyphens, then `type:` and the page's fields.")
    try:
        end = next(number for number, line in enumerate(lines[1:], start=1) if line.strip() == "---")
    except StopIteration:
        raise FrontMatterError(1, "Close the front matter with a second line of three hyphens.") from None
    front = read_front_matter("\n".join(lines[1:end]), 2)
    body = tuple(blocks("\n".join(lines[end + 1 :]), end + 2))
    return PageSource(file, path, front, body, language=language)


def _files(folder: Path, path: str) -> Iterator[tuple[Path, str, str]]:
    entries = [entry for entry in sorted(folder.iterdir()) if not entry.name.startswith(".")]
    index = [entry for entry in entries if entry.is_file() and _INDEX_FILE.match(entry.name)]
    yield from ((file, path, _name_and_language(file)[1]) for file in index)
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry, f"{path}{_ORDER_PREFIX.sub('', entry.name)}/")
        elif entry.suffix == ".md" and entry not in index:
            name, language = _name_and_language(entry)
            yield entry, f"{path}{name}/", language


def _name_and_language(file: Path) -> tuple[str, str]:
    """Return what `10-tell-someone.cy.md` is called, and its language: `tell-someone`, `cy`."""
    name, _, language = _ORDER_PREFIX.sub("", file.stem).partition(".")
    return name, language


def _orphans(sources: list[PageSource], seen: set[str]) -> Iterator[Problem]:
    for source in sources:
        parent = source.parent_path
        if source.language:
            continue
        if parent is not None and parent != "/" and parent not in seen:
            yield Problem(source.file, 1, f"There is no page at {parent} to stand below; add {INDEX} to its folder.")
