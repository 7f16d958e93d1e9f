"""Old paths of a site: where they lead, and which are gone."""

from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from backend.organisations.models import Organisation
from content_models.links import PageLink, UrlLink
from tests.backend.pages.factories import make_page
from tests.backend.publishing.sites import drained, manifest, paths, with_new_address


class TestOldPaths:
    def test_a_page_that_gets_another_address_leaves_a_redirect(self, marlshire: Organisation) -> None:
        section = make_page("section", marlshire, slug="stories")
        story = make_page("case_study", section, slug="danny")
        drained()
        with_new_address(section, "lives")
        found = {redirect.path: redirect.target for redirect in manifest(marlshire).redirects}
        assert found["/stories/"] == PageLink(page=section.translation_key)
        assert found["/stories/danny/"] == PageLink(page=story.translation_key)
        assert manifest(marlshire).gone == ()
        assert "/lives/danny/" in paths(marlshire)

    def test_a_page_that_moves_leaves_a_redirect(self, marlshire: Organisation, commit: Any) -> None:
        section = make_page("section", marlshire, slug="stories")
        story = make_page("case_study", marlshire, slug="danny")
        drained()
        with commit():
            Page.objects.get(pk=story.pk).specific.move(Page.objects.get(pk=section.pk), pos="last-child")
        drained()
        assert [redirect.path for redirect in manifest(marlshire).redirects] == ["/danny/"]

    def test_a_redirect_stops_when_its_path_is_live_again(self, marlshire: Organisation) -> None:
        page = make_page("news", marlshire, slug="old")
        drained()
        with_new_address(page, "new")
        make_page("news", marlshire, slug="old")
        drained()
        assert manifest(marlshire).redirects == ()
        assert paths(marlshire) == ["/", "/new/", "/old/"]

    def test_redirects_lead_to_addresses_and_normal_paths(self, marlshire: Organisation) -> None:
        news = make_page("news", marlshire, slug="news")
        for old, link in (
            ("/Old-Page", "https://www.example.org/a"),
            ("/short", "/news/"),
            ("/full", "https://marlshire.example/news"),
            ("/file.html", "https://www.example.org/"),
            ("/query?a=1", "https://www.example.org/"),
            ("/nowhere", "/does-not-exist/"),
            ("/script", "javascript:alert(1)"),
        ):
            Redirect.objects.create(old_path=old, site=marlshire.site, redirect_link=link, is_permanent=False)
        drained()
        found = {redirect.path: redirect.target for redirect in manifest(marlshire).redirects}
        assert found == {
            "/old-page/": UrlLink(url="https://www.example.org/a"),
            "/short/": PageLink(page=news.translation_key),
            "/full/": PageLink(page=news.translation_key),
        }
        assert not manifest(marlshire).redirects[0].permanent

    def test_redirects_of_other_sites_do_not_come_along(
        self, marlshire: Organisation, colchester: Organisation
    ) -> None:
        Redirect.objects.create(old_path="/theirs", site=colchester.site, redirect_link="https://www.example.org/")
        Redirect.objects.create(old_path="/everybody", site=None, redirect_link="https://www.example.org/all")
        Redirect.objects.create(
            old_path="/everybody", site=marlshire.site, redirect_link="https://www.example.org/ours"
        )
        drained()
        ours = {redirect.path: redirect.target for redirect in manifest(marlshire).redirects}
        theirs = {redirect.path: redirect.target for redirect in manifest(colchester).redirects}
        assert ours == {"/everybody/": UrlLink(url="https://www.example.org/ours")}
        assert set(theirs) == {"/theirs/", "/everybody/"}

    def test_a_redirect_to_a_page_that_was_taken_down_makes_the_path_gone(self, marlshire: Organisation) -> None:
        page = make_page("news", marlshire, slug="old")
        drained()
        with_new_address(page, "new")
        page.refresh_from_db()
        page.unpublish()
        drained()
        assert manifest(marlshire).redirects == ()
        assert manifest(marlshire).gone == ("/new/", "/old/")
