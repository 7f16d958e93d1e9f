"""Leaflets and archives in a build: what is printed, what pages say of it, and that nothing is made or written twice."""

import hashlib
import re
import tempfile
import zlib
from ctypes import create_string_buffer
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from content_models import Manifest
from content_models.examples import example_documents, example_manifest, example_overlays
from frontend import takeaways as takeaways_module
from frontend.build import Builder
from frontend.leaflets.press import LeafletFailed, NoPress, Press
from frontend.paper import pdf
from frontend.paper.pdf import Written
from frontend.report import Silent, SiteResult
from frontend.store import Store
from frontend.takeaways import Takeaways
from tests.frontend.memory_source import MemorySource
from tests.frontend.render.gallery import renderer
from tests.parts.availability import needed

GUIDE, URDU, TOOLKIT = "tell-someone/", "ur/tell-someone/", "posters-and-leaflets/"
LEAFLETS = (f"{GUIDE}tell-someone.pdf", f"{URDU}tell-someone.pdf")
ARCHIVE = f"{TOOLKIT}posters-and-leaflets.zip"


def small_site(**settings: object) -> Manifest:
    """Marlshire with nothing but a guide in two languages, which is adopted, and a toolkit."""
    manifest = example_manifest("marlshire")
    wanted = ("/", f"/{GUIDE}", "/ur/", f"/{URDU}", f"/{TOOLKIT}")
    entries = tuple(entry for entry in manifest.entries if entry.path in wanted)
    site = manifest.site.model_copy(update=settings)
    return manifest.model_copy(update={"entries": entries, "site": site, "redirects": (), "gone": ()})


def press() -> Press:
    try:
        return Press()
    except NoPress as error:
        needed(None, "Pango", str(error))
        raise


@dataclass
class Built:
    """A built site: its folder, what the builder said, and how to build it again."""

    folder: Path
    result: SiteResult
    takeaways: Takeaways

    @property
    def current(self) -> Path:
        return self.folder / "sites" / "marlshire" / "current"

    def build(self, manifest: Manifest, *, fresh: bool = False, processes: int = 1) -> SiteResult:
        source = MemorySource(manifest, [*example_documents().values(), *example_overlays().values()])  # type: ignore[list-item]
        builder = Builder(
            source, Store(self.folder / "store"), self.folder / "sites", renderer(), reporter=Silent(),
            processes=processes, fresh=fresh, takeaways=self.takeaways,
        )  # fmt: skip
        (self.result,) = builder.build(builder.chosen(()))
        return self.result

    def page(self, path: str) -> str:
        return (self.current / path / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small site, built once with its leaflets."""
    place = Built(tmp_path_factory.mktemp("taken"), SiteResult(""), Takeaways(press()))
    place.build(small_site())
    assert place.result.status == "released", place.result.error
    return place


def unpacked(path: Path) -> str:
    """All of a PDF, its compressed parts too, as one text."""
    data = path.read_bytes()
    found = [data]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found).decode("latin-1")


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def structure(path: Path) -> list[str]:
    """The types of the elements of the first page in the order in which they are read."""
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    found: list[str] = []

    def walk(element: Any) -> None:
        size = pdfium.FPDF_StructElement_GetType(element, None, 0)
        buffer = create_string_buffer(size)
        pdfium.FPDF_StructElement_GetType(element, buffer, size)
        found.append(buffer.raw.decode("utf-16-le").rstrip("\0"))
        for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
            if child:
                walk(child)

    for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number))
    pdfium.FPDF_StructTree_Close(tree)
    return found


@pytest.mark.parametrize(("leaflet", "locale"), [(LEAFLETS[0], "en"), (LEAFLETS[1], "ur")])
def test_a_leaflet_is_pdf_ua(built: Built, leaflet: str, locale: str) -> None:
    text = unpacked(built.current / leaflet)
    assert re.search(r"/MarkInfo <<\s*/Marked true", text)
    assert "/StructTreeRoot" in text
    assert re.search(rf"/Lang \({locale}\)", text)
    assert re.search(r"pdfuaid:part>1<|pdfuaid:part=.1.", text)
    assert "/DisplayDocTitle true" in text
    assert "/Outlines" in text
    # A figure without words would be an error (ISO 14289-1, 7.3).
    assert len(re.findall(r"/S /Figure\b", text)) == len(re.findall(r"/Alt\b", text)) >= 2
    document = pypdfium2.PdfDocument(built.current / leaflet)
    assert document.get_metadata_dict()["Title"]
    assert all(tuple(round(side) for side in page.get_size()) == (595, 842) for page in document)
    titles = [each.get_title() for each in document.get_toc()]
    assert titles[0] == document.get_metadata_dict()["Title"]
    assert len(titles) > 3


def test_the_head_comes_first_then_whom_to_tell(built: Built) -> None:
    found = structure(built.current / LEAFLETS[0])
    assert found[0] == "Document"
    assert found.count("H1") == 1
    assert found.index("H1") < found.index("H2") < found.index("L") < found.index("LBody")


def test_it_says_what_the_page_says_with_the_numbers_and_where_it_is_from(built: Built) -> None:
    text = text_of(built.current / LEAFLETS[0])
    for words in ("Tell someone you are worried", "999", "0800 011 3764", "Marlshire Police", "Updated 12 November 2026",
                  "Open Government Licence", "marlshire.example/tell-someone", "If you would rather come in"):  # fmt: skip
        assert words in text
    assert text.index("999") < text.index("The 4 steps")
    # What is on the screen only is not in it.
    for words in ("Exit this page", "Was this page useful?", "Breadcrumb"):
        assert words not in text


def test_urdu_has_its_letters(built: Built) -> None:
    path = built.current / LEAFLETS[1]
    assert "NotoNastaliqUrdu" in unpacked(path).replace("-", "").replace("#20", "")
    # U+FFFD and U+FFFE are what is found where a font lacks a letter.
    text = text_of(path)
    assert "999" in text
    assert not {"\ufffd", "\ufffe"} & set(text)


def test_pages_say_format_extent_and_size_of_what_they_offer(built: Built) -> None:
    for path, leaflet in zip((GUIDE, URDU), LEAFLETS, strict=True):
        pages = len(pypdfium2.PdfDocument(built.current / leaflet))
        size = f"{round((built.current / leaflet).stat().st_size / 1000)}\u00a0kB"
        link = re.search(rf'<a class="go" href="/{leaflet}" download[^>]*>(.*?)</a>', built.page(path))
        assert link
        assert size in link[1]
        assert str(pages) in link[1]
    assert re.search(r"Download as a leaflet \(PDF, \d pages, \d+\u00a0kB\)", built.page(GUIDE))
    assert re.search(
        rf'href="/{ARCHIVE}" download>Download everything \(ZIP, 6 files, \d+\u00a0kB\)', built.page(TOOLKIT)
    )
    with ZipFile(built.current / ARCHIVE) as archive:
        assert archive.testzip() is None
    # Nothing that leads on to other pages has a leaflet.
    assert "leaflet" not in built.page("ur/")


def test_links_of_a_leaflet_lead_to_whole_addresses(built: Built) -> None:
    addresses = re.findall(r"/URI \(([^)]*)\)", unpacked(built.current / LEAFLETS[0]))
    assert "tel:999" in addresses
    assert all(re.match(r"(?:https?|tel|mailto):", each) for each in addresses)


def test_a_build_in_which_nothing_changed_writes_nothing(built: Built) -> None:
    before = {path: path.stat().st_ino for path in built.current.rglob("*") if path.is_file()}
    result = built.build(small_site())
    assert result.status == "unchanged"
    assert {path: path.stat().st_ino for path in built.current.rglob("*") if path.is_file()} == before


def test_what_leaflets_do_not_show_makes_no_new_ones_and_equal_sheets_make_equal_files(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: (built.current / name).read_bytes() for name in (*LEAFLETS, ARCHIVE)}
    printed: list[str] = []
    real = Press.printed

    def counted(self: Press, sheet: Any, site: Any) -> Any:
        printed.append(sheet.html)
        return real(self, sheet, site)

    monkeypatch.setattr(Press, "printed", counted)
    result = built.build(small_site(exit_url="https://www.example.org/"))
    assert result.status == "released"
    assert printed == []
    assert {name: (built.current / name).read_bytes() for name in before} == before
    # Made anew from nothing, in other processes, they are the same to the byte.
    kept = {path: path.stat().st_ino for path in (built.folder / "store" / "leaflets").glob("??/*")}
    pdf._loaded.cache_clear()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    built.build(small_site(exit_url="https://www.example.org/"), fresh=True, processes=2)
    # Fonts are unpacked once, by the process that can clear them away.
    assert len(list(tmp_path.glob("weasyprint-*"))) == 1
    pdf._loaded.cache_clear()
    assert list(tmp_path.iterdir()) == []
    assert printed == []
    assert {path: path.stat().st_ino for path in (built.folder / "store" / "leaflets").glob("??/*")} != kept
    assert {name: (built.current / name).read_bytes() for name in before} == before


def test_a_leaflet_that_cannot_be_printed_costs_its_link_and_not_the_site(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LeafletFailed("AssertionError: a table too wide")

    monkeypatch.setattr(Press, "printed", fail)
    organisation = small_site().site.organisation.model_copy(update={"strapline": "Another line"})
    result = built.build(small_site(organisation=organisation))
    assert result.status == "released"
    told = [str(problem) for problem in result.problems if "leaflet" in str(problem)]
    assert f"/{GUIDE}: has no leaflet, because it could not be printed (AssertionError: a table too wide)" in told
    assert ".pdf" not in built.page(GUIDE)
    assert not (built.current / LEAFLETS[0]).exists()


def test_a_damaged_picture_is_fetched_again_and_never_printed_as_missing(built: Built) -> None:
    site = small_site().site
    assert site.brand.logo
    digest = site.brand.logo.digest
    kept = built.folder / "store" / "media" / digest[:2] / digest
    data = kept.read_bytes()
    kept.unlink()
    kept.write_bytes(bytes(len(data)))
    organisation = site.organisation.model_copy(update={"strapline": "A third line"})
    assert built.build(small_site(organisation=organisation)).status == "released"
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == digest
    assert len(re.findall(r"/S /Figure\b", unpacked(built.current / LEAFLETS[0]))) >= 2


def test_without_leaflets_pages_offer_none(built: Built, tmp_path: Path) -> None:
    plain = replace(built, folder=tmp_path, takeaways=Takeaways())
    plain.build(small_site())
    assert ".pdf" not in plain.page(GUIDE)
    assert not (plain.current / LEAFLETS[0]).exists()
    assert (plain.current / ARCHIVE).exists()


def test_pages_are_out_before_many_leaflets_are_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(takeaways_module, "AT_ONCE", 1)
    place = Built(tmp_path, SiteResult(""), Takeaways(press()))
    place.build(small_site())
    organisation = small_site().site.organisation.model_copy(update={"strapline": "A new line"})
    seen: list[tuple[bool, bool, bool]] = []
    printed = Press.printed

    def watched(*arguments: Any) -> Written:
        page = place.page(GUIDE)
        seen.append(("A new line" in page, ".pdf" in page, (place.current / LEAFLETS[0]).exists()))
        return printed(*arguments)

    monkeypatch.setattr(Press, "printed", watched)
    # An old leaflet, perhaps with an old number, is not to be had for as long as the new one is not there.
    assert place.build(small_site(organisation=organisation)).status == "released"
    assert set(seen) == {(True, False, False)}
    assert LEAFLETS[0] in place.page(GUIDE)
    assert "A new line" in text_of(place.current / LEAFLETS[0])
    assert place.build(small_site(organisation=organisation)).status == "unchanged"


def test_leaflets_that_were_left_for_later_are_printed_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(takeaways_module, "AT_ONCE", 1)
    place = Built(tmp_path, SiteResult(""), Takeaways(press()))
    with monkeypatch.context() as patch:

        def interrupt(*_: Any) -> Written:
            raise KeyboardInterrupt

        patch.setattr(Press, "printed", interrupt)
        with pytest.raises(KeyboardInterrupt):
            place.build(small_site())
    assert "tel:999" in place.page(GUIDE)
    assert ".pdf" not in place.page(GUIDE)
    assert place.build(small_site()).status == "released"
    assert LEAFLETS[0] in place.page(GUIDE)
    assert place.build(small_site()).status == "unchanged"


def test_what_goes_wrong_with_a_late_leaflet_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(takeaways_module, "AT_ONCE", 1)

    def fails(*_: Any) -> Written:
        raise LeafletFailed("no ink")

    monkeypatch.setattr(Press, "printed", fails)
    place = Built(tmp_path, SiteResult(""), Takeaways(press()))
    result = place.build(small_site())
    assert result.status == "released"
    assert any("could not be printed (no ink)" in str(problem) for problem in result.problems)
