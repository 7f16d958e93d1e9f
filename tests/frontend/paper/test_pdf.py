"""PDFs: tagged, the same for the same, fitted to one page, and made of nothing but what was handed over."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from frontend.paper import picture
from frontend.paper.fonts import SANS
from frontend.paper.pdf import write_pdf
from tests.parts.paper import need_paper

CSS = "@page { size: A4; margin: 0 } body { font-family: 'Noto Sans' } p { height: 120mm; margin: 0 }"


@pytest.fixture(autouse=True)
def _paper() -> None:
    need_paper()


def page(body: str) -> str:
    return f'<!doctype html><html lang="en"><head><title>A page</title></head><body>{body}<div id="end"></div></body></html>'


@pytest.mark.parametrize(
    "address", ["{file}", "file://{file}", "http://127.0.0.1:9/x.png", "data:image/png;base64,AAAA"]
)
def test_nothing_is_read_that_was_not_handed_over(tmp_path: Path, address: str) -> None:
    file = tmp_path / "secret.png"
    Image.new("RGB", (8, 8), "red").save(file)
    wanted = address.format(file=file)
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{wanted}" width="9" height="9"/></svg>'
    shown = f'<img alt="" src="{wanted}"><img alt="" src="paper:logo.svg"><object data="{wanted}"></object>'
    html = page(f'{shown}<p style="background:url({wanted})">Words</p>')
    assert b"/Subtype /Image" not in write_pdf(html, CSS, SANS, {"logo.svg": drawing.encode()})


def test_what_was_handed_over_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    Image.new("RGB", (8, 8), "red").save(file)
    data = write_pdf(page('<img alt="A logo" src="paper:logo.png">'), CSS, SANS, {"logo.png": file.read_bytes()})
    assert b"/Subtype /Image" in data


def test_a_page_takes_the_largest_size_that_fits() -> None:
    css = CSS + " p { height: 20rem; font-size: 1rem }"
    html = page("<p>One</p><p>Two</p>")
    fitted = write_pdf(html, css, SANS, {}, one_page_from=(30, 20, 15, 10))
    assert len(pypdfium2.PdfDocument(fitted)) == 1
    assert fitted == write_pdf(html, css + " html { font-size: 20pt }", SANS, {})


def test_a_page_that_never_fits_is_made_in_the_smallest_size() -> None:
    assert len(pypdfium2.PdfDocument(write_pdf(page("<p>x</p>" * 3), CSS, SANS, {}, one_page_from=(12, 9)))) == 2


def test_a_picture_has_few_colours_and_the_shape_of_the_page() -> None:
    drawn = picture.page_picture(write_pdf(page("<p>Words</p>"), CSS, SANS, {}), 620)
    assert drawn.size == (620, 877)
    assert picture.png(drawn)[:8] == b"\x89PNG\r\n\x1a\n"
    assert picture.webp(picture.smaller(drawn, 200))[8:12] == b"WEBP"
