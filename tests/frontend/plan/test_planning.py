"""What a plan finds before anything is written, and on what its keys depend."""

from collections.abc import Callable

import pytest

from content_models import Redirect
from content_models.links import UrlLink
from frontend.plan.problems import Kind, Severity
from frontend.plan.redirects import Moved, redirect_files
from tests.frontend.content import TestSite, helpline, home, small_site, standard
from tests.frontend.plan.plans import kinds, plan_of


def test_a_good_site_has_no_problem() -> None:
    assert plan_of(small_site()).problems == []


@pytest.mark.parametrize("path", ["/a-z/", "/assets/", "/media/films/", "/cy/a-z/", "/cy/english/", "/changes/"])
def test_a_reserved_path_is_an_error(path: str) -> None:
    site = small_site()
    site.locales = ("en", "cy")
    site.pages[path] = standard("clash", "Clash")
    assert (Kind.RESERVED_PATH, Severity.ERROR, path) in kinds(plan_of(site))


def test_a_language_that_the_site_does_not_have_is_an_error() -> None:
    site = small_site()
    site.pages["/cy/"] = home("Hafan", locale="cy")
    assert (Kind.UNKNOWN_LANGUAGE, Severity.ERROR, "/cy/") in kinds(plan_of(site))


def test_a_site_without_home_is_said() -> None:
    site = small_site()
    del site.pages["/"]
    assert kinds(plan_of(site)) == {(Kind.NO_HOME, Severity.WARNING, "/")}


def test_a_language_without_pages_has_no_index_and_one_without_home_is_said() -> None:
    site = small_site()
    site.locales = ("en", "cy")
    assert "cy/a-z/index.html" not in plan_of(site).keys
    site.pages["/cy/cyngor/"] = standard("cyngor", "Cyngor", locale="cy")
    plan = plan_of(site)
    assert "cy/a-z/index.html" in plan.keys
    assert (Kind.NO_HOME, Severity.WARNING, "/cy/") in kinds(plan)


def one_changed(site: TestSite) -> None:
    site.pages["/advice/two/"] = standard("two", "Page two", "<p>Other.</p>")


def card_changed(site: TestSite) -> None:
    site.pages["/advice/one/"] = site.pages["/advice/one/"].model_copy(update={"summary": "Other."})


def number_changed(site: TestSite) -> None:
    site.contacts = (helpline("0800 111"),)


def page_added(site: TestSite) -> None:
    site.pages["/advice/four/"] = standard("four", "Page four")


def home_renamed(site: TestSite) -> None:
    site.pages["/"] = home("Another home")


def redirect_added(site: TestSite) -> None:
    site.redirects = (Redirect(path="/old/", target=UrlLink(url="https://example.org/")),)


CHANGES = {"changes/index.html", "changes.atom"}
PAGES = {"index.html", "advice/index.html", "advice/one/index.html", "advice/two/index.html", "advice/three/index.html"}
REDIRECTS = {"_redirects", "redirects.nginx.conf", "redirects.caddy", "redirects.json"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # Its text is its own business; its term is gone from the A–Z.
        (one_changed, {"advice/two/index.html", "a-z/index.html"}),
        # Shown by its section, and linked by its siblings.
        (card_changed, {name for name in PAGES if name != "index.html"} | {"a-z/index.html"} | CHANGES),
        (number_changed, PAGES | {"a-z/index.html", "404.html", "changes/index.html"}),
        (page_added, {"advice/index.html", "advice/four/index.html", "a-z/index.html", "sitemap.xml"} | CHANGES),
        (home_renamed, PAGES | {"a-z/index.html", "404.html", "changes/index.html"}),
        (redirect_added, REDIRECTS | {"old/index.html"}),
    ],
)
def test_a_change_changes_the_keys_of_what_shows_it_and_no_others(
    change: Callable[[TestSite], None], expected: set[str]
) -> None:
    site = small_site()
    before = plan_of(site).keys
    change(site)
    after = plan_of(site).keys
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == expected


def test_another_renderer_changes_every_page_but_no_file_that_it_does_not_make() -> None:
    site = small_site()
    before, after = plan_of(site).keys, plan_of(site, "2").keys
    assert {name for name in before if before[name] != after[name]} == PAGES | CHANGES | {"a-z/index.html", "404.html"}


def test_what_a_server_reads_cannot_be_broken_out_of() -> None:
    files = redirect_files({"/old/": Moved('https://example.org/$host;{x}"?a=b&c', 302)}, ("/gone/",))
    assert files["redirects.nginx.conf"].decode().splitlines()[1:] == [
        'location = /old/ { return 302 "https://example.org/%24host%3B%7Bx%7D%22?a=b&c"; }',
        "location = /gone/ { return 410; }",
    ]
    assert files["redirects.caddy"].decode().splitlines()[1:] == [
        'redir /old/ "https://example.org/%24host%3B%7Bx%7D%22?a=b&c" 302',
        "error /gone/ 410",
    ]


def test_search_engines_stay_out_of_a_demonstration() -> None:
    site = small_site()
    assert b"Allow: /\n" in plan_of(site).ready["robots.txt"]
    site.demonstration = "Invented."
    assert b"Disallow: /\n" in plan_of(site).ready["robots.txt"]


def test_pages_that_feedback_leads_to_are_there_in_every_language_when_it_is_asked_for() -> None:
    site = small_site()
    assert not plan_of(site).feedback
    site.feedback_url = "https://feedback.example/"
    site.locales = ("en", "cy")
    site.pages["/cy/cyngor/"] = standard("cyngor", "Cyngor", locale="cy")
    assert plan_of(site).feedback == {
        "feedback/thanks/index.html": ("en", True),
        "feedback/not-sent/index.html": ("en", False),
        "cy/feedback/thanks/index.html": ("cy", True),
        "cy/feedback/not-sent/index.html": ("cy", False),
    }


def test_an_editors_page_may_be_called_feedback_only_where_none_is_asked_for() -> None:
    site = small_site()
    site.pages["/feedback/"] = standard("own", "Feedback")
    assert plan_of(site).problems == []
    site.feedback_url = "https://feedback.example/"
    assert kinds(plan_of(site)) == {(Kind.RESERVED_PATH, Severity.ERROR, "/feedback/")}
