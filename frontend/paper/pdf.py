"""HTML to a tagged PDF (PDF/UA-1, ISO 14289-1), the same bytes for the same input, and nothing fetched from anywhere."""

import atexit
import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from frontend.paper.fonts import Face, face_files, face_rules

END: Final = "end"
"""The id of the last element of a page that is to be fitted."""

_A4: Final = 297 / 25.4 * 96
"""Height of A4 in CSS pixels."""

SCHEME: Final = "paper:"
"""What a page calls the files that are handed over with it: `<img src="paper:logo.svg">`."""

_OPTIONS: Final[Mapping[str, Any]] = {"pdf_variant": "pdf/ua-1", "optimize_images": True}
_TYPES: Final = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "ttf": "font/ttf",
}


def write_pdf(
    html: str, css: str, faces: Sequence[Face], files: Mapping[str, bytes], *, one_page_from: Sequence[float] = ()
) -> bytes:
    """Return the PDF of a page, whose title, language and author are those that its HTML says.

    `files` are what it may show, by name; every other address is refused, on this machine as on the network. With
    `one_page_from`, root font sizes in points with the largest first, it is made with the largest with which it has one page,
    or else the smallest; its last element has the id `end`.
    Raises FontMissing.
    """
    from weasyprint import CSS, HTML

    fetcher, configuration, rules = _fetcher(files), *_loaded(tuple(faces))
    page = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)

    def rendered(root: str) -> Any:
        sheet = CSS(string=css + root, base_url=SCHEME, url_fetcher=fetcher, font_config=configuration)
        return page.render(stylesheets=[rules, sheet], font_config=configuration, **_OPTIONS)

    document = _fitting(one_page_from, rendered) if one_page_from else rendered("")
    data: bytes = document.write_pdf(pdf_identifier=hashlib.sha256(html.encode()).digest()[:16], **_OPTIONS)
    return data


def _fitting(sizes: Sequence[float], rendered: Callable[[str], Any]) -> Any:
    """Return the page in the largest size that leaves it one page.

    It is first laid out on an endless page: where its end is there tells nearly which size fits, and a page that does not fit
    costs several times one that does.
    """
    [endless] = rendered(f"@page{{size:210mm 2000mm}}html{{font-size:{sizes[0]}pt}}").pages
    end = endless.anchors[END][1]
    likely = [size for size in sizes if size <= sizes[0] * max(_A4 / end, sizes[-1] / sizes[0])]
    for size in likely:
        document = rendered(f"html{{font-size:{size}pt}}")
        if len(document.pages) == 1 or size == sizes[-1]:
            return document
    raise ValueError("there is no size to make the page with")


def load(faces: Sequence[Face]) -> None:
    """Load fonts before processes are forked that use them: each would unpack them for itself. Raises FontMissing."""
    _loaded(tuple(faces))


@cache
def _loaded(faces: tuple[Face, ...]) -> tuple[Any, Any]:
    """Return the fonts of a page, loaded once, and the style sheet that names them."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    # It keeps the fonts in a folder of its own, which it can remove only while Python is still whole.
    atexit.register(_loaded.cache_clear)
    configuration = FontConfiguration()
    fetcher = _fetcher(face_files(faces))
    return configuration, CSS(string=face_rules(faces), base_url=SCHEME, url_fetcher=fetcher, font_config=configuration)


def _fetcher(files: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class _Handed(URLFetcher):  # type: ignore[misc]
        """Knows only what it was handed."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - the base class has it
            name = url.removeprefix(SCHEME).lstrip("/") if url.startswith(SCHEME) else ""
            if name not in files:
                raise ValueError(f"{url} was not handed over with the page")
            kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
            return URLFetcherResponse(url, files[name], {"Content-Type": kind})

    return _Handed(allowed_protocols=())
