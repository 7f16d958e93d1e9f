"""A page that is not translated has an address in the other language all the same; nothing leads to nothing."""

import json

from content_models import Redirect
from content_models.links import PageLink
from frontend.plan.site_plan import SitePlan
from tests.frontend.content import TestSite, home, page_id, small_site, standard
from tests.frontend.plan.plans import plan_of


def bilingual() -> TestSite:
    site = small_site()
    site.locales = ("en", "cy", "ur")
    site.pages["/cy/"] = home("Hafan", locale="cy")
    site.pages["/cy/cyngor/un/"] = standard("one", "Tudalen un", locale="cy")
    return site


def stand_ins(plan: SitePlan) -> dict[str, str]:
    return {stand_in.path: stand_in.original.path for stand_in in plan.stand_ins.values()}


def test_every_page_has_an_address_in_every_language_that_the_site_has_pages_in() -> None:
    assert stand_ins(plan_of(bilingual())) == {
        "/cy/advice/": "/advice/",
        "/cy/advice/two/": "/advice/two/",
        "/cy/advice/three/": "/advice/three/",
    }


def test_a_site_in_one_language_has_none() -> None:
    site = small_site()
    assert plan_of(site).stand_ins == {}
    site.locales = ("en", "cy")
    assert plan_of(site).stand_ins == {}


def test_a_page_that_is_only_in_another_language_has_one_in_the_first() -> None:
    site = bilingual()
    site.pages["/cy/yma/"] = standard("here", "Yma", locale="cy")
    plan = plan_of(site)
    assert stand_ins(plan)["/yma/"] == "/cy/yma/"
    assert [locale for locale, _, _ in plan.views["en"].places(site.manifest().entries[-1])] == ["en", "cy"]


def test_the_switch_leads_to_translations_and_to_stand_ins() -> None:
    plan = plan_of(bilingual())
    view, entries = plan.views["en"], {entry.path: entry for entry in plan.manifest.entries}
    assert view.places(entries["/advice/one/"]) == [("en", "/advice/one/", True), ("cy", "/cy/cyngor/un/", True)]
    assert view.places(entries["/advice/two/"]) == [("en", "/advice/two/", True), ("cy", "/cy/advice/two/", False)]


def test_another_page_keeps_its_address() -> None:
    site = bilingual()
    site.pages["/cy/advice/two/"] = standard("other", "Rhywbeth arall", locale="cy")
    plan = plan_of(site)
    assert stand_ins(plan)["/cy/advice/two/en/"] == "/advice/two/"
    assert stand_ins(plan)["/advice/two/cy/"] == "/cy/advice/two/"
    assert plan.errors == []


def test_a_redirect_leads_on_and_what_is_gone_is_offered_in_the_original() -> None:
    site = bilingual()
    site.redirects = (Redirect(path="/cy/advice/two/", target=PageLink(page=page_id("one"))),)
    site.gone = ("/cy/advice/three/", "/cy/old/")
    plan = plan_of(site)
    assert "cy/advice/two/index.html" in plan.redirects
    assert "/cy/advice/two/" not in stand_ins(plan)
    assert "/cy/advice/three/" in stand_ins(plan)
    assert json.loads(plan.ready["redirects.json"])["gone"] == ["/cy/old/"]


def test_a_translation_takes_the_place_and_changes_only_the_page_in_its_languages() -> None:
    site = bilingual()
    before = plan_of(site)
    site.pages["/cy/advice/two/"] = standard("two", "Tudalen dau", locale="cy")
    after = plan_of(site)
    assert "cy/advice/two/index.html" in after.pages
    changed = {name for name in before.keys | after.keys if before.keys.get(name) != after.keys.get(name)}
    assert {"advice/two/index.html", "cy/advice/two/index.html"} <= changed
    assert not {"advice/three/index.html", "cy/advice/three/index.html", "index.html"} & changed


def test_stand_ins_are_in_no_sitemap_and_translations_name_each_other_and_a_default() -> None:
    sitemap = plan_of(bilingual()).ready["sitemap.xml"].decode()
    assert "/cy/advice/two/" not in sitemap
    for locale, path in (("en", "/advice/one/"), ("cy", "/cy/cyngor/un/"), ("x-default", "/advice/one/")):
        link = f'hreflang="{locale}" href="http://testshire.localhost:8080{path}"'
        assert sitemap.count(link) == 2, link


def test_lost_visitors_are_answered_in_the_language_of_the_address() -> None:
    assert plan_of(bilingual()).not_found == {"404.html": "en", "cy/404.html": "cy"}
