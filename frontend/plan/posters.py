"""The posters of a site, as its plan and its pages know them: what they say, and the files that were made of them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from content_models.documents.toolkit import PosterTemplate, PosterWords, Toolkit
from frontend.archives.archive import ExtraFile
from frontend.plan.facts import MediaFact


class PosterFiles(NamedTuple):
    """A poster as a PDF, as a PNG of `width` by `height` pixels, and as a small picture for the shelf."""

    pdf: MediaFact
    png: MediaFact
    preview: MediaFact
    width: int
    height: int
    preview_width: int
    preview_height: int

    @property
    def all(self) -> tuple[MediaFact, ...]:
        """Every file, the PDF first."""
        return (self.pdf, self.png, self.preview)


class Poster(NamedTuple):
    """One poster in one language; without `files` they are not made yet, as in the preview of a draft."""

    template: str
    locale: str
    headline: str
    lines: tuple[str, ...]
    audience: str
    version: str
    expires: str | None
    files: PosterFiles | None = None


type PostersByPath = Mapping[str, tuple[Poster, ...]]
"""The posters of each toolkit by its path on the site, in the order of its shelf."""


def in_order(templates: tuple[PosterTemplate, ...]) -> Iterator[tuple[PosterTemplate, PosterWords]]:
    """Yield each poster in each of its languages, as they stand on a shelf."""
    return ((template, words) for template in templates for words in template.words)


def poster_of(template: PosterTemplate, words: PosterWords, files: PosterFiles | None = None) -> Poster:
    """Return one poster in one language."""
    return Poster(
        template=template.id,
        locale=words.locale,
        headline=words.headline,
        lines=(*words.lines, words.call_to_action),
        audience=template.audience.value,
        version=template.version,
        expires=template.expires.isoformat() if template.expires else None,
        files=files,
    )


def unmade(document: object) -> tuple[Poster, ...]:
    """Return the posters of a document without files, none when it is no toolkit."""
    templates = document.posters if isinstance(document, Toolkit) else ()
    return tuple(poster_of(*each) for each in in_order(templates))


def to_take(posters: PostersByPath) -> dict[str, tuple[ExtraFile, ...]]:
    """Return what an archive of each toolkit holds of its posters: what is to print, and what is to post."""
    return {path: tuple(file for poster in shelf for file in _to_take(poster)) for path, shelf in posters.items()}


def _to_take(poster: Poster) -> Iterator[ExtraFile]:
    for file in poster.files.all[:2] if poster.files else ():
        yield ExtraFile(file, poster.headline, "poster", poster.locale, poster.version)
