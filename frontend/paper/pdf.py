"""HTML to a tagged PDF (PDF/UA-1, ISO 14289-1): the same bytes for the same input, and nothing fetched from anywhere."""

import atexit
import hashlib
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from time import time
from typing import Any, Final, NamedTuple

from frontend.paper.errors import PaperFailed, failing_alone
from frontend.paper.fonts import face_files, face_rules, faces_here
from frontend.paper.sheet import SCHEME, Sheet, SiteFiles

END: Final = "end"
"""The id of the last element of a page that is to be fitted."""

_A4: Final = 297 / 25.4 * 96
"""Height of A4 in CSS pixels."""

_OPTIONS: Final[Mapping[str, Any]] = {"pdf_variant": "pdf/ua-1"}


class Written(NamedTuple):
    """A finished PDF."""

    data: bytes
    pages: int


class _Fonts(NamedTuple):
    """Fonts that are loaded, the stylesheet that names them, and when and by which process they were."""

    configuration: Any
    faces: Any
    day: int
    process: int


def write_pdf(sheet: Sheet, site: SiteFiles | None = None, *, one_page_from: Sequence[float] = ()) -> Written:
    """Return a page as PDF, whose title, language, author and dates are those that its HTML says.

    It shows the sheet's files and pictures of `site`; every other address is refused, on this machine as on the network. With
    `one_page_from`, root font sizes in points with the largest first, it is made with the largest with which it has one page,
    or else the smallest; its last element has the id `end`. Raises PaperFailed.
    """
    with failing_alone():
        from weasyprint import HTML

        from frontend.paper.files import GivenFiles

        fonts = _fonts()
        page = HTML(string=sheet.html, base_url=SCHEME, url_fetcher=GivenFiles(sheet.files, site))

        def rendered(root: str = "") -> Any:
            styles = [fonts.faces, _style(sheet.css), *([_style(root)] if root else [])]
            return page.render(stylesheets=styles, font_config=fonts.configuration, **_OPTIONS)

        document = _fitting(one_page_from, rendered) if one_page_from else rendered()
        identifier = hashlib.sha256(sheet.html.encode()).digest()[:16]
        return Written(document.write_pdf(pdf_identifier=identifier, **_OPTIONS), len(document.pages))


def load() -> None:
    """Load what writes before processes are forked that use it: each would unpack the fonts for itself, and leave them there.

    What fails here fails again, and is told, with each page.
    """
    with suppress(PaperFailed), failing_alone():
        _fonts()


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


def _today() -> int:
    return int(time() // 86_400)


def _fonts() -> _Fonts:
    """Return the fonts of this process.

    The library keeps them in a folder for temporary files, which a system may tidy while a builder watches for weeks: so each
    day has its own. Forked processes stay with that of their parent, which they must not remove.
    """
    fonts = _loaded()
    if fonts.day != _today() and fonts.process == os.getpid():
        _loaded.cache_clear()
    return _loaded()


@cache
def _loaded() -> _Fonts:
    """Load the fonts; the library says nothing from now on."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    from frontend.paper.files import GivenFiles

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    configuration, faces = FontConfiguration(), faces_here()
    handed = GivenFiles(face_files(faces))
    rules = CSS(string=face_rules(faces), base_url=SCHEME, url_fetcher=handed, font_config=configuration)
    return _Fonts(configuration, rules, _today(), os.getpid())


# The library can remove its folder only while Python is still whole.
atexit.register(_loaded.cache_clear)


@lru_cache(maxsize=64)
def _style(css: str) -> Any:
    """Return a stylesheet that has been read: that takes a tenth of the time of a leaflet, and a site has one for all of them."""
    from weasyprint import CSS

    from frontend.paper.files import GivenFiles

    return CSS(string=css, base_url=SCHEME, url_fetcher=GivenFiles({}))
