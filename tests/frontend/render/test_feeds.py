"""Atom feeds: well-formed, complete, and the same for the same documents."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.examples import SITES
from frontend.plan.changes import Change
from frontend.plan.listing import Kind
from frontend.plan.view import SiteView
from frontend.render.feeds import change_feed, news_feed
from frontend.render.words import Dictionary
from tests.frontend.content import small_site
from tests.frontend.render.gallery import chrome, renderer, site_view

ATOM = {"a": "http://www.w3.org/2005/Atom"}
WORDS = Dictionary().of("en")
FEEDS = [(slug, locale, path) for slug in SITES for locale in site_view(slug).locales
         for _, path in site_view(slug, locale).lists.feeds]  # fmt: skip


def feed(slug: str, locale: str, path: str) -> ElementTree.Element:
    view = site_view(slug, locale)
    listing = next(each for each in view.lists.all() if each.path == path)
    return ElementTree.fromstring(renderer().listing(view, listing, chrome(slug, locale)))


def small_view() -> SiteView:
    site = small_site()
    return SiteView.of(site.manifest(), site.documents())


def a_change(**fields: Any) -> Change:
    given = Change(
        id="72947dc7-db9e-51e2-a5bf-6549c6c0ec7f",
        path="/advice/",
        title="Advice",
        summary="What to do.",
        note="Hours corrected.",
        first=False,
        published="2026-03-01T09:00:00+00:00",
        updated="2026-07-01T09:00:00+01:00",
        owner=None,
    )
    return given._replace(**fields)


@pytest.mark.parametrize(("slug", "locale", "path"), FEEDS)
def test_every_feed_has_all_that_the_standard_asks(slug: str, locale: str, path: str) -> None:
    found = feed(slug, locale, path)
    base = site_view(slug).site.base_url.rstrip("/")
    assert found.tag == "{http://www.w3.org/2005/Atom}feed"
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == locale
    for element in (found, *found.findall("a:entry", ATOM)):
        assert element.findtext("a:title", namespaces=ATOM)
        assert element.findtext("a:id", namespaces=ATOM, default="").startswith("urn:uuid:")
        assert datetime.fromisoformat(element.findtext("a:updated", namespaces=ATOM, default="")).tzinfo
    assert found.find("a:author/a:name", ATOM) is not None
    links = {link.get("rel"): link.get("href") or "" for link in found.findall("a:link", ATOM)}
    assert links["self"] == base + path
    ids = [each.text for each in found.iterfind(".//a:id", ATOM)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("slug", "locale", "path"), FEEDS)
def test_a_feed_leads_only_to_pages_of_its_site_and_tracks_nobody(slug: str, locale: str, path: str) -> None:
    paths = set(site_view(slug).tree.by_path)
    for link in feed(slug, locale, path).findall("a:entry/a:link", ATOM):
        address = urlsplit(link.get("href") or "")
        assert address.path in paths
        assert not address.query


def test_changes_say_what_changed_and_news_what_it_is_about() -> None:
    changes = ElementTree.fromstring(change_feed(small_view(), "/changes.atom", [a_change()], WORDS))
    assert changes.findtext("a:entry/a:summary", namespaces=ATOM) == "Hours corrected."
    news = ElementTree.fromstring(news_feed(small_view(), "/news.atom", [a_change()], WORDS))
    assert news.findtext("a:entry/a:summary", namespaces=ATOM) == "What to do."
    first = change_feed(small_view(), "/changes.atom", [a_change(first=True, note=None, owner="Essex & Co")], WORDS)
    found = ElementTree.fromstring(first)
    assert found.findtext("a:entry/a:summary", namespaces=ATOM) == "New page. What to do."
    assert found.findtext("a:entry/a:author/a:name", namespaces=ATOM) == "Essex & Co"


def test_a_corrected_news_item_keeps_its_id_and_each_change_of_a_page_has_its_own() -> None:
    later = a_change(updated="2026-08-01T09:00:00+01:00", title="Advice, corrected")

    def ids(data: str) -> list[str | None]:
        return [each.text for each in ElementTree.fromstring(data).iterfind("a:entry/a:id", ATOM)]

    view = small_view()
    assert ids(news_feed(view, "/n", [a_change()], WORDS)) == ids(news_feed(view, "/n", [later], WORDS))
    assert ids(change_feed(view, "/c", [a_change()], WORDS)) != ids(change_feed(view, "/c", [later], WORDS))


def test_times_are_those_of_the_documents_and_the_feed_is_as_new_as_its_newest_entry() -> None:
    old = a_change(id="12947dc7-db9e-51e2-a5bf-6549c6c0ec7f", updated="2026-07-01T08:30:00+00:00")
    found = ElementTree.fromstring(change_feed(small_view(), "/c", [a_change(), old], WORDS))
    assert found.findtext("a:updated", namespaces=ATOM) == "2026-07-01T08:30:00Z"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_the_words_the_feed_is_well_formed(text: str) -> None:
    change = a_change(title=text, note=text or None, owner=text or None)
    assert ElementTree.fromstring(change_feed(small_view(), "/c", [change], WORDS)) is not None


def test_news_is_newest_first() -> None:
    for slug in SITES:
        for listing in site_view(slug).lists.all():
            if listing.kind is Kind.NEWS_FEED:
                days = [item.day or "" for item in listing.items if isinstance(item, Change)]
                assert days == sorted(days, reverse=True)
