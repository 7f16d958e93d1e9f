"""PDFs: tagged, the same for the same, fitted to one page, and made of nothing but what was handed over."""

from dataclasses import replace
from pathlib import Path
from shutil import rmtree

import pypdfium2
import pytest
from PIL import Image

from frontend.paper import fonts, pdf, picture
from frontend.paper.errors import PaperFailed
from frontend.paper.pdf import write_pdf
from frontend.paper.sheet import Sheet, SiteFiles
from tests.parts.paper import need_paper

CSS = "@page { size: A4; margin: 0 } body { font-family: 'Paper Noto Sans' } p { height: 120mm; margin: 0 }"


@pytest.fixture(autouse=True)
def _paper() -> None:
    need_paper()


def page(body: str, css: str = CSS, **files: bytes) -> Sheet:
    """Return a sheet whose files are called `<name>.svg` or, as data says, `.png`."""
    html = f'<!doctype html><html lang="en"><head><title>A page</title></head><body>{body}<div id="end"></div></body></html>'
    return Sheet(html, css, {f"{name}.{'png' if data[1:4] == b'PNG' else 'svg'}": data for name, data in files.items()})


def square(path: Path) -> bytes:
    """Write a small picture, and return it."""
    Image.new("RGB", (8, 8), "red").save(path)
    return path.read_bytes()


def drawing(content: str) -> bytes:
    """Return an SVG."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{content}</svg>'.encode()


@pytest.mark.parametrize(
    "address", ["{file}", "file://{file}", "http://127.0.0.1:9/x.png", "data:image/png;base64,AAAA"]
)
def test_nothing_is_read_that_was_not_handed_over(tmp_path: Path, address: str) -> None:
    file = tmp_path / "secret.png"
    square(file)
    wanted = address.format(file=file)
    logo = drawing(f'<image href="{wanted}" width="9" height="9"/>')
    shown = f'<img alt="" src="{wanted}"><img alt="" src="paper:logo.svg"><object data="{wanted}"></object>'
    sheet = page(f'{shown}<p style="background:url({wanted})">Words</p>', logo=logo)
    assert b"/Subtype /Image" not in write_pdf(sheet).data


def test_what_was_handed_over_is_shown(tmp_path: Path) -> None:
    sheet = page('<img alt="A logo" src="paper:logo.png">', logo=square(tmp_path / "logo.png"))
    assert b"/Subtype /Image" in write_pdf(sheet).data


def test_a_picture_of_the_site_is_shown_and_no_other(tmp_path: Path) -> None:
    file = tmp_path / "gate"
    Image.new("RGB", (8, 8), "red").save(file, "WEBP")
    site = SiteFiles("https://a.example", lambda path: (file, "image/webp") if path == "/media/gate.webp" else None)
    theirs = page('<img alt="A gate" src="https://b.example/media/gate.webp">')
    assert b"/DCTDecode" in write_pdf(page('<img alt="A gate" src="https://a.example/media/gate.webp">'), site).data
    assert b"/Subtype /Image" not in write_pdf(theirs, site).data


def test_a_drawing_with_fonts_of_its_own_does_not_change_the_letters_of_pages_after_it() -> None:
    plain = page("<p>Words</p>")
    before = write_pdf(plain).data
    rule = "@font-face{font-family:'Paper Noto Sans';src:url(paper:NotoSerif-Regular.ttf),local('Noto Serif')}"
    logo = drawing(f"<style>{rule}</style><text y='9'>Logo</text>")
    write_pdf(page('<img alt="A logo" src="paper:logo.svg">', CSS + rule, logo=logo))
    assert write_pdf(plain).data == before


def test_regular_letters_are_regular_whatever_a_font_says_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's bold Noto Nastaliq Urdu says that it is regular, and asked by its own name a system gives it for regular letters."""
    regular = fonts.NASTALIQ[0]

    def seen(family: str) -> bytes:
        sheet = page('<p lang="ur">مدد</p>', CSS.replace("Paper Noto Sans", family))
        return bytes(picture.page_picture(write_pdf(sheet).data, 620).tobytes())

    with monkeypatch.context() as patch:
        patch.setattr(pdf, "faces_here", lambda: (replace(regular, family="Nothing but regular"),))
        patch.setattr(pdf, "_today", lambda: 0)
        wanted = seen("Nothing but regular")
    assert seen(regular.family) == wanted


def test_without_its_own_faces_a_page_is_set_in_those_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    words = page("<p style=\"font-family: 'Paper Noto Sans', 'Noto Sans', sans-serif\">Words</p>")
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "faces_here", lambda: ())
        patch.setattr(pdf, "_today", lambda: 0)
        data = write_pdf(words).data
    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded() == "Words"
    assert data != write_pdf(words).data


def test_fonts_that_a_system_tidied_away_are_there_again_the_next_day(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = page("<p>Words</p>")
    before, today = write_pdf(plain), pdf._today()
    rmtree(pdf._loaded().configuration._folder)
    monkeypatch.setattr(pdf, "_today", lambda: today + 1)
    assert write_pdf(plain) == before


def test_a_page_takes_the_largest_size_that_fits() -> None:
    css = CSS + " p { height: 20rem; font-size: 1rem }"
    fitted = write_pdf(page("<p>One</p><p>Two</p>", css), one_page_from=(30, 20, 15, 10))
    assert fitted.pages == 1
    assert fitted == write_pdf(page("<p>One</p><p>Two</p>", css + " html { font-size: 20pt }"))


def test_a_page_that_never_fits_is_made_in_the_smallest_size() -> None:
    assert write_pdf(page("<p>x</p>" * 3), one_page_from=(12, 9)).pages == 2


def test_what_goes_wrong_is_told_in_one_sentence_and_nowhere_else(caplog: pytest.LogCaptureFixture) -> None:
    endless = Sheet('<p>No element has the id “end”</p><img alt="" src="paper:missing.svg">', CSS, {})
    with pytest.raises(PaperFailed, match=r"^KeyError: 'end'$"):
        write_pdf(endless, one_page_from=(12, 9))
    assert caplog.records == []


def test_a_picture_has_few_colours_and_the_shape_of_the_page() -> None:
    drawn = picture.page_picture(write_pdf(page("<p>Words</p>")).data, 620)
    assert drawn.size == (620, 877)
    assert picture.png(drawn)[:8] == b"\x89PNG\r\n\x1a\n"
    assert picture.webp(picture.smaller(drawn, 200))[8:12] == b"WEBP"
