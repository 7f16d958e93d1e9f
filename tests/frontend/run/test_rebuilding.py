"""Building again: what a change makes anew, and what it leaves alone."""

from datetime import date

from content_models import Redirect
from content_models.links import PageLink
from content_models.site import SecurityContact
from tests.frontend.conftest import Place
from tests.frontend.content import helpline, page_id, small_site, standard
from tests.frontend.plain_renderer import PlainRenderer


def stamps(place: Place, site: str = "testshire") -> dict[str, int]:
    """Return when each file of the release was written."""
    current = place.current(site)
    return {str(path.relative_to(current)): path.stat().st_mtime_ns for path in current.rglob("*") if path.is_file()}


def changed(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_a_second_build_of_the_same_manifest_touches_nothing_and_asks_for_nothing_but_the_list(place: Place) -> None:
    place.api.add(small_site())
    place.build()
    before = stamps(place)
    place.api.asked.clear()
    assert place.build()["testshire"].status == "unchanged"
    assert changed(before, stamps(place)) == set()
    assert set(place.api.asked) == {"/sites/"}


def test_security_txt_is_made_anew_each_quarter_and_nothing_else(place: Place) -> None:
    site = small_site()
    site.security = SecurityContact(contact="security@testshire.example")
    place.api.add(site)
    place.build()
    before = stamps(place)
    place.today = date(2026, 12, 31)
    assert place.build()["testshire"].status == "unchanged"
    place.today = date(2027, 1, 1)
    assert place.build()["testshire"].status == "released"
    assert changed(before, stamps(place)) == {".well-known/security.txt"}
    assert b"Expires: 2027-12-27T00:00:00Z\n" in place.files()[".well-known/security.txt"]
    assert place.build()["testshire"].status == "unchanged"


def test_a_site_without_anybody_to_write_to_is_still_not_looked_at_twice_in_a_quarter(place: Place) -> None:
    place.api.add(small_site())
    place.build()
    place.today = date(2027, 1, 1)
    assert place.build()["testshire"].status == "unchanged"
    place.api.asked.clear()
    assert place.build()["testshire"].status == "unchanged"
    assert set(place.api.asked) == {"/sites/"}


def test_a_changed_body_changes_its_page_and_the_sitemap_only(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    before = stamps(place)
    site.pages["/advice/two/"] = standard("two", "Page two", "<p>New words.</p>", terms=("two term",))
    result = place.build()["testshire"]
    assert changed(before, stamps(place)) == {
        "advice/two/index.html",
        "advice/two/index.html.br",
        "advice/two/index.html.gz",
    }
    assert result.rendered == 1
    assert b"New words" in place.files()["advice/two/index.html"]


def test_a_changed_title_changes_every_page_that_shows_it(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    before = stamps(place)
    old = site.pages["/advice/one/"]
    site.pages["/advice/one/"] = old.model_copy(update={"title": "Another title"})
    place.build()
    # Its own page, the section that lists it, the A–Z, and nothing else: links in text have words of their own.
    assert {"advice/one/index.html", "advice/index.html", "a-z/index.html"} <= changed(before, stamps(place))
    assert b"Another title" in place.files()["advice/index.html"]
    assert b"Another title" in place.files()["a-z/index.html"]


def test_a_changed_number_of_the_registry_changes_every_page_that_shows_it(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    site.contacts = (helpline("0800 111 222"),)
    place.build()
    assert all(b"0800 111 222" in data for name, data in place.files().items() if name.startswith("advice/"))


def test_a_withdrawn_page_disappears_and_links_to_it_keep_their_words(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    del site.pages["/advice/one/"]
    result = place.build()["testshire"]
    assert not (place.current() / "advice" / "one").exists()
    assert b"The first" in place.files()["advice/two/index.html"]
    assert b"<a href" not in place.files()["advice/two/index.html"].split(b"<main>")[1].split(b"</main>")[0]
    assert any("not published" in problem for problem in place.problems(result))


def test_a_moved_page_changes_the_links_to_it(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    site.pages["/moved/"] = site.pages.pop("/advice/one/")
    site.redirects = (Redirect(path="/advice/one/", target=PageLink(page=page_id("one"))),)
    place.build()
    assert b'href="/moved/"' in place.files()["advice/two/index.html"]
    assert b'<h1>Moved</h1><a href="/moved/">' in place.files()["advice/one/index.html"]


def test_several_releases_in_a_row_always_leave_what_a_cold_build_makes(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    for number in range(5):
        site.sequence += 1
        site.pages[f"/advice/extra-{number}/"] = standard(f"extra-{number}", f"Extra {number}")
        if number > 1:
            del site.pages[f"/advice/extra-{number - 2}/"]
        place.build()
        incremental = place.files()
        cold = Place(place.folder / f"cold-{number}", place.api)
        cold.build()
        assert incremental == cold.files()


def test_another_version_of_the_templates_renders_everything_but_writes_only_what_differs(place: Place) -> None:
    place.api.add(small_site())
    place.build()
    before = stamps(place)
    place.renderer = PlainRenderer(version="2")
    result = place.build()["testshire"]
    assert result.rendered >= 5
    assert result.written == 0
    assert changed(before, stamps(place)) == set()


def test_a_fresh_build_makes_everything_again(place: Place) -> None:
    place.api.add(small_site())
    place.build()
    (place.current() / "advice" / "one" / "index.html").write_bytes(b"tampered")
    assert b"tampered" in place.files()["advice/one/index.html"]
    place.build(fresh=True)
    assert b"Page one" in place.files()["advice/one/index.html"]
