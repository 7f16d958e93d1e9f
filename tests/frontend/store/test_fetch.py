"""From an API into the store: what is asked for, what an answer must be, and what is fetched again."""

from datetime import date

import pytest

from frontend.errors import ContentError, SourceRefused, SourceUnreachable
from tests.frontend.api_server import Api, running
from tests.frontend.conftest import Place
from tests.frontend.content import PICTURE, TestSite, media_file, news, small_site, standard
from tests.frontend.plain_renderer import PlainRenderer


def test_a_dead_api_is_one_sentence_and_the_release_stays(place: Place) -> None:
    place.api.add(small_site())
    place.build()
    place.api.url = "http://127.0.0.1:9/api/v1/"
    with pytest.raises(SourceUnreachable, match="cannot be reached"):
        place.build()
    assert place.current().is_dir()


def test_an_api_that_stumbles_is_asked_again_after_a_pause(place: Place) -> None:
    place.api.add(small_site())
    place.api.statuses["/sites/"] = [503, 500]
    assert place.build()["testshire"].status == "released"
    assert place.pauses == [pytest.approx(0.3), pytest.approx(0.6)]


def test_an_api_that_goes_on_failing_says_what_it_says(place: Place) -> None:
    place.api.add(small_site())
    place.api.statuses["/sites/"] = [500] * 3
    with pytest.raises(SourceRefused, match="answers 500 for the list of sites: something is broken"):
        place.build()


def test_something_that_is_no_content_api_is_told_apart(place: Place) -> None:
    place.api.lies["/sites/"] = b"<html>hello</html>"
    with pytest.raises(SourceUnreachable, match="should end in /api/v1/"):
        place.build()


def test_a_site_name_that_would_leave_the_folder_is_refused(place: Place) -> None:
    place.api.lies["/sites/"] = b'{"sites":[{"slug":"../up","name":"x","digest":"' + b"0" * 64 + b'"}]}'
    with pytest.raises(SourceUnreachable, match="does not answer as a content API"):
        place.build()


def big_site(pages: int = 120) -> TestSite:
    return small_site(pages=[f"page-{number}" for number in range(pages)])


def test_a_cold_store_is_filled_from_one_export(place: Place) -> None:
    place.api.add(big_site())
    place.build()
    assert place.api.asked["/sites/testshire/export"] == 1
    assert not [path for path in place.api.asked if path.startswith("/documents/")]


def test_an_export_that_breaks_off_near_its_end_is_completed_one_by_one(place: Place) -> None:
    place.api.add(big_site())
    place.api.break_off_exports_after = 100
    assert place.build()["testshire"].status == "released"
    assert len([path for path in place.api.asked if path.startswith("/documents/")]) == 23


def test_an_export_that_breaks_off_early_fails_but_keeps_what_came(place: Place) -> None:
    place.api.add(big_site())
    place.api.break_off_exports_after = 40
    error = place.build()["testshire"].error
    assert isinstance(error, ContentError)
    assert "ended early" in str(error)
    place.api.break_off_exports_after = None
    assert place.build()["testshire"].status == "released"


def test_lines_of_an_export_that_nobody_asked_for_are_left_out(place: Place) -> None:
    place.api.add(big_site())
    place.api.lies["/sites/testshire/export"] = place.api.export("testshire").replace(
        b"Words of page-7.", b"Lies of page-7."
    )
    place.build()
    assert b"Words of page-7." in place.files()["advice/page-7/index.html"]


def test_a_damaged_stored_document_is_fetched_again(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    for path in (place.folder / "store" / "documents").rglob("*"):
        if path.is_file():
            path.write_bytes(b"rotten")
    place.renderer = PlainRenderer(version="2", style="body { margin: 2rem }")
    assert place.build()["testshire"].status == "released"
    assert b"Words of two" in place.files()["advice/two/index.html"]


def test_a_damaged_stored_picture_is_fetched_again(place: Place) -> None:
    file = media_file(PICTURE)
    place.api.media[file.digest] = PICTURE
    site = small_site()
    site.pages["/news/"] = news("news", "News", date(2026, 3, 1), file)
    place.api.add(site)
    place.build()
    stored = place.folder / "store" / "media" / file.digest[:2] / file.digest
    stored.unlink()
    stored.write_bytes(bytes(len(PICTURE)))
    place.build(fresh=True)
    assert place.files()[f"media/{file.digest[:16]}/path.svg"] == PICTURE


def test_a_damaged_file_of_facts_is_read_again_from_the_documents(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    facts = place.folder / "store" / "facts" / "testshire"
    facts.write_bytes(facts.read_bytes()[:-7] + b"garbage")
    site.pages["/more/"] = standard("more", "More")
    assert place.build()["testshire"].status == "released"
    assert place.api.asked["/sites/testshire/manifest"] == 2


def test_a_slow_api_is_given_up_with_one_sentence(place: Place) -> None:
    import httpx

    from frontend.source.api import ApiSource

    with (
        running(Api(pause=0.5)) as slow,
        ApiSource(slow.url, tries=1, timeout=httpx.Timeout(0.1)) as source,
        pytest.raises(SourceUnreachable, match="does not answer in time"),
    ):
        source.sites()
