"""Writing the gallery: a page a family and component in each language, an index, stylesheets, the examples' files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from content_models.base import walk
from content_models.examples import SITES, example_documents, example_manifest, example_media
from content_models.media import MediaFile
from frontend.errors import FolderError
from frontend.gallery.block_sheets import block_sheets
from frontend.gallery.chrome_sheets import chrome_sheets
from frontend.gallery.document_sheets import document_sheets
from frontend.gallery.errors import GalleryError
from frontend.gallery.list_sheets import list_sheets
from frontend.gallery.looks import SCHEMES, brands, stylesheets
from frontend.gallery.part_sheets import part_sheets
from frontend.gallery.placing import Place
from frontend.gallery.poster_sheets import poster_sheets
from frontend.gallery.sites import LANGUAGES
from frontend.gallery.studio import Part, Sheet, Specimen, Studio
from frontend.gallery.watched import Notes, everything, watched_renderer
from frontend.render.assets import FOLDER as ASSETS
from frontend.render.parts import NO_ATTRIBUTES
from frontend.render.words import direction, language_name

HERE: Final = Path(__file__).parent
MARK: Final = "this-folder-is-a-gallery.txt"
"""A file by which a folder is known to be a gallery, so that nothing else is ever written over."""

_SAYS: Final = "The component gallery, made by `waymark-build gallery`. For developers; never part of a public site.\n"


@dataclass(frozen=True, slots=True)
class Shown:
    """A specimen on its page: `id` is its anchor, `parts` are placed, `source` is as a public page has it."""

    id: str
    specimen: Specimen
    parts: tuple[tuple[str, Markup], ...]
    source: str
    used: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that changes how the page looks, or its language."""

    name: str
    title: str
    attributes: Markup = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Look:
    """What every page of the gallery has in its head and at its top."""

    locale: str
    direction: str
    languages: tuple[Choice, ...]
    brands: tuple[Choice, ...]
    schemes: tuple[Choice, ...]


class Gallery:
    """All specimens in every language, made once."""

    def __init__(self, locales: Sequence[str] = LANGUAGES) -> None:
        notes = Notes()
        renderer = watched_renderer(notes)
        self._studios = {locale: Studio(locale, renderer, notes) for locale in locales}

    @cached_property
    def sheets(self) -> Mapping[str, tuple[Sheet, ...]]:
        """The pages of the gallery by language."""
        return {locale: tuple(_sheets(studio)) for locale, studio in self._studios.items()}

    @cached_property
    def templates(self) -> Mapping[str, tuple[str, ...]]:
        """Every template of the public pages, with the macros in it."""
        return everything(next(iter(self._studios.values())).templates)

    def showing(self, name: str) -> list[tuple[Sheet, str, Specimen]]:
        """Return the specimens that a template or macro has drawn, each with its page and its anchor there."""
        first = next(iter(self.sheets.values()))
        return [
            (sheet, _anchor(number), specimen)
            for sheet in first
            for number, specimen in enumerate(sheet.specimens, start=1)
            if name in specimen.used
        ]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file of the gallery by its path below the root."""
        pages = _Pages(self)
        for locale, sheets in self.sheets.items():
            yield f"{locale}/index.html", pages.index(locale)
            for sheet in sheets:
                yield f"{locale}/{sheet.slug}.html", pages.sheet(locale, sheet)
        yield "index.html", pages.fill("start.html", {"locale": next(iter(self.sheets))})
        yield "elsewhere.html", pages.fill("elsewhere.html", {})
        yield MARK, _SAYS.encode()
        yield from self._assets()

    def _assets(self) -> Iterator[tuple[str, bytes]]:
        renderer = next(iter(self._studios.values())).renderer
        for path in sorted((HERE / "assets").iterdir()):
            yield f"assets/{path.name}", path.read_bytes()
        yield "assets/favicon.svg", (ASSETS / "favicon.svg").read_bytes()
        yield from stylesheets().items()
        yield from renderer.finder_assets().items()
        yield from renderer.search_assets().items()
        for site in SITES:
            yield from renderer.assets(example_manifest(site).site).items()
        for model in (*example_documents().values(), *map(example_manifest, SITES)):
            # One file may be there under several names, so it is not enough to know it by its digest.
            for file in (part for part in walk(model) if isinstance(part, MediaFile)):
                if data := example_media().get(file.digest):
                    yield f"media/{file.digest[:16]}/{file.filename}", data


class _Pages:
    """The gallery's own templates."""

    def __init__(self, gallery: Gallery) -> None:
        self._gallery = gallery
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip

    def fill(self, name: str, values: Mapping[str, object]) -> bytes:
        return self._environment.get_template(name).render(values).encode()

    def index(self, locale: str) -> bytes:
        groups: dict[str, list[Sheet]] = {}
        for sheet in self._gallery.sheets[locale]:
            groups.setdefault(sheet.group, []).append(sheet)
        templates = [
            (template, macro, self._gallery.showing(macro or template))
            for template, macros in self._gallery.templates.items()
            for macro in (macros if template.startswith("components/") and macros else ("", *macros))
        ]
        return self.fill("contents.html", {"look": _look(locale), "groups": groups, "templates": templates})

    def sheet(self, locale: str, sheet: Sheet) -> bytes:
        every = self._gallery.sheets[locale]
        at = next(number for number, each in enumerate(every) if each.slug == sheet.slug)
        around = {"before": every[at - 1] if at else None, "after": every[at + 1] if at + 1 < len(every) else None}
        place = Place({"g-top", *(_anchor(number) for number in range(1, len(sheet.specimens) + 1))})
        shown = [_shown(place, number, specimen) for number, specimen in enumerate(sheet.specimens, start=1)]
        return self.fill("sheet.html", {"look": _look(locale), "sheet": sheet, "shown": shown, **around})


def _sheets(studio: Studio) -> Iterator[Sheet]:
    for make in (block_sheets, part_sheets, poster_sheets, chrome_sheets, document_sheets, list_sheets):
        yield from make(studio)


def _anchor(number: int) -> str:
    return f"specimen-{number}"


def _shown(place: Place, number: int, specimen: Specimen) -> Shown:
    parts = tuple((part.width, _placed(place, part)) for part in specimen.parts if part.width != "unseen")
    return Shown(_anchor(number), specimen, parts, specimen.source, ", ".join(sorted(specimen.used)))


def _placed(place: Place, part: Part) -> Markup:
    return place.placed(part.html)


def _look(locale: str) -> Look:
    languages = tuple(
        Choice(each, language_name(each), Markup(' lang="{}" dir="{}"').format(each, direction(each)))
        for each in LANGUAGES
    )
    return Look(
        locale=locale,
        direction=direction(locale),
        languages=languages,
        brands=tuple(Choice(name, name) for name in brands()),
        schemes=tuple(Choice(scheme.name, scheme.about) for scheme in SCHEMES),
    )


def write_gallery(folder: Path, gallery: Gallery | None = None) -> int:
    """Write the gallery into `folder` and return the number of its pages.

    Raises GalleryError when something else is in the folder, GalleryIncomplete when the contract has what no example
    shows, and FolderError when the folder cannot be written.
    """
    try:
        _refuse_others(folder)
        files = dict((gallery or Gallery()).files())
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        _tidy(folder, files)
    except OSError as error:
        raise FolderError.from_os(error, folder) from error
    return sum(path.endswith(".html") for path in files)


def _refuse_others(folder: Path) -> None:
    """Refuse a folder that has anything but a gallery in it: a site's release must never hold one."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise GalleryError(f"{folder} has other things in it than a gallery: name an empty folder, or a new one.")
    for above in folder.resolve().parents:
        if above.name == "current" or (above / "current").exists():
            raise GalleryError(
                f"{folder} lies where a site is served from: the gallery must not be public, name another folder."
            )


def _tidy(folder: Path, files: Mapping[str, bytes]) -> None:
    """Take away what an earlier gallery had and this one has not."""
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
