"""The shop: makes each poster once, keeps it, and says why one is left out."""

import re
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest

from content_models.site import NeutralNames
from frontend.hurry import Room
from frontend.paper import door
from frontend.plan.posters import PosterFiles
from frontend.posters.shop import Stock
from frontend.store.content import Store
from tests.parts.paper import PATH, bring, need_paper, shop, site_with, stored, toolkit


class Made(NamedTuple):
    """A store, and the posters of two sites in it."""

    store: Store
    local: Stock
    national: Stock


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    need_paper()
    store = Store(tmp_path_factory.mktemp("store"))
    document = toolkit("en", "ur")
    stored(store, document)
    local, national = (shop(store).stock(site_with(document, slug), bring(store)) for slug in ("marlshire", "national"))
    return Made(store, local, national)


def files(stock: Stock, locale: str) -> PosterFiles:
    [found] = [poster.files for poster in stock.posters[PATH] if poster.locale == locale and poster.files]
    return found


def pdf_of(made: Made, stock: Stock, locale: str) -> bytes:
    return Path(made.store.media_path(files(stock, locale).pdf) or "").read_bytes()


def inflated(pdf: bytes) -> bytes:
    """Return what a PDF holds, its compressed parts too."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(zlib.decompress(each) for each in streams if each[:1] == b"x")


def text_of(pdf: bytes) -> str:
    return pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()


def test_a_poster_is_a_tagged_pdf_in_its_language_with_a_title(made: Made) -> None:
    data = pdf_of(made, made.local, "ur")
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    assert document.get_metadata_dict()["Title"].startswith("کسی کے بارے میں فکرمند")
    assert document.get_metadata_dict()["Author"] == "Marlshire Police"
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
    assert b"/Lang (ur)" in inflated(data)
    assert b"pdfuaid:part" in inflated(data)


def test_logo_and_code_have_words_in_place_of_them(made: Made) -> None:
    data = inflated(pdf_of(made, made.local, "en"))
    assert b"/Alt (Logo of Marlshire Police)" in data
    assert b"/Alt (QR code that leads to marlshire.example/tell-someone)" in data


def test_an_adopted_poster_has_the_numbers_of_its_site_and_nobody_elses(made: Made) -> None:
    ours, theirs = text_of(pdf_of(made, made.local, "en")), text_of(pdf_of(made, made.national, "en"))
    assert "01632 960 145" in ours
    assert "marlshire.example/" in ours
    assert "National Safeguarding Centre" not in ours
    assert "01632" not in theirs
    assert "National Safeguarding Centre" in theirs


def test_a_poster_has_a_picture_to_post_and_a_small_one_for_the_shelf(made: Made) -> None:
    found = files(made.local, "ur")
    assert (found.width, found.height) == (1240, 1754)
    assert (found.preview_width, found.preview_height) == (480, 679)
    assert [file.filename for file in found.all] == [
        "worried-about-someone-ur-a4.pdf",
        "worried-about-someone-ur.png",
        "worried-about-someone-ur-preview.webp",
    ]
    assert found.png.size < 200_000
    assert found.preview.size < 50_000


def test_what_is_there_is_not_made_again(made: Made) -> None:
    again = shop(made.store).stock(site_with(toolkit("en", "ur")), bring(made.store))
    assert again.made == 0
    assert again.posters == made.local.posters


def test_another_machine_makes_the_same_bytes(made: Made, tmp_path: Path) -> None:
    store, document = Store(tmp_path), toolkit("ur")
    stored(store, document)
    assert files(shop(store).stock(site_with(document), bring(store)), "ur") == files(made.local, "ur")


def test_a_file_that_was_lost_is_made_again(made: Made) -> None:
    path = Path(made.store.media_path(files(made.local, "en").png) or "")
    path.unlink()
    again = shop(made.store).stock(site_with(toolkit("en", "ur")), bring(made.store))
    assert again.made == 1
    assert path.exists()


def test_what_cannot_be_made_is_left_out_with_a_sentence(tmp_path: Path) -> None:
    def change(poster: dict[str, Any]) -> None:
        poster["contacts"] = [{"role": "local_team"}, {"role": "support_line"}]
        english, welsh = poster["words"]
        poster["words"] = [english, {**welsh, "headline": "Poeni 🦔?"}, {**english, "locale": "pl"}]

    need_paper()
    store, document = Store(tmp_path), toolkit("en", "cy", change=change)
    stored(store, document)
    stock = shop(store).stock(site_with(document), bring(store))
    assert [poster.locale for poster in stock.posters[PATH]] == ["en"]
    said = [re.sub(r"^.*in “", "", str(problem)) for problem in stock.problems]
    assert said == [
        "en”: the site has no contact for it of the kind: local_team",
        "cy”: no font here has the letters “🦔”: install Debian's fonts-noto-core, or write without them",
        "pl”: there are no interface words in its language",
    ]


def test_without_pango_there_are_no_posters_and_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "trouble", lambda: "this machine lacks Pango.")
    store, document = Store(tmp_path), toolkit()
    stored(store, document)
    stock = shop(store).stock(site_with(document), bring(store))
    assert stock == Stock(trouble="Posters are left out, because this machine lacks Pango.")


def test_files_of_a_site_with_neutral_names_tell_nothing(tmp_path: Path) -> None:
    need_paper()
    store, document = Store(tmp_path), toolkit()
    stored(store, document)
    manifest = site_with(document)
    site = manifest.site.model_copy(update={"neutral": NeutralNames()})
    found = files(shop(store).stock(manifest.model_copy(update={"site": site}), bring(store)), "en")
    assert found.pdf.filename == "poster-en-a4.pdf"


def test_more_than_there_is_room_for_waits_until_the_pages_are_out(tmp_path: Path) -> None:
    need_paper()
    store, document = Store(tmp_path), toolkit("en", "cy")
    stored(store, document)
    mine = shop(store)
    mine.room = Room(1)
    hurried = mine.stock(site_with(document), bring(store))
    assert (hurried.late, hurried.made, hurried.posters) == (True, 0, {})
    mine.room.lift()
    stock = mine.stock(site_with(document), bring(store))
    assert (stock.late, stock.made) == (False, 2)
    # What is there needs no room.
    mine.room = Room(0)
    assert mine.stock(site_with(document), bring(store)).posters == stock.posters
