"""A shared page in the languages of its owner and of the site that shows it."""

from typing import Any

import pytest
from wagtail.models import Locale, Page

from backend.organisations.models import Organisation
from backend.sharing.adopting import accept, leave
from backend.sharing.attention import Kind, attention_of
from backend.sharing.models import AdoptedPage, Adoption, Mode, Offer
from backend.sharing.offering import offer
from backend.sharing.sections import take_in
from tests.backend.pages.factories import make_page
from tests.backend.publishing.adoptions import fill, make_source, republish, text
from tests.backend.publishing.sites import drained, make_site, manifest, paths, publish_home
from tests.backend.sharing.neighbours import adopted_page, anew, use, version


@pytest.fixture
def welsh(db: None) -> Locale:
    """The second language."""
    return Locale.objects.create(language_code="cy")


@pytest.fixture
def national(welsh: Locale) -> Organisation:
    """An owner with two languages."""
    return two_languages("national", kind="national")


def two_languages(slug: str, **fields: Any) -> Organisation:
    found = make_site(slug, languages=["en", "cy"], **fields)
    publish_home(found.root_page.get_translation(Locale.objects.get(language_code="cy")))
    drained()
    return found


@pytest.fixture
def gwent(national: Organisation) -> Organisation:
    """An adopter with two languages."""
    return two_languages("gwent")


@pytest.fixture
def source(national: Organisation) -> Any:
    """A page in the first language alone."""
    return make_source(national)


def translate(page: Any, **fields: Any) -> Any:
    """Publish a page in the second language."""
    found = page.copy_for_translation(Locale.objects.get(language_code="cy"), copy_parents=True)
    republish(found, **({"title": "Gwrando"} | fields))
    return found


def test_both_languages_are_adopted_together_as_translations(source: Any, gwent: Organisation) -> None:
    translated = translate(source)
    use(offer(source, actor=None), gwent)
    assert paths(gwent) == ["/", "/help/", "/cy/", "/cy/help/"]
    one, other = AdoptedPage.objects.order_by("pk")
    assert one.translation_key == other.translation_key
    assert {row.source_id for row in Adoption.objects.all()} == {source.pk, translated.pk}


def test_a_translation_that_is_published_later_comes_to_followers(source: Any, gwent: Organisation) -> None:
    use(offer(source, actor=None), gwent)
    (item,) = attention_of(gwent)
    assert item.kind is Kind.UNTRANSLATED
    assert item.sentence == "It is not there in Welsh (Cymraeg): National has not published it."
    translate(source)
    assert paths(gwent) == ["/", "/help/", "/cy/", "/cy/help/"]
    assert attention_of(gwent) == []


def test_reviewers_are_told_that_there_is_a_translation_and_take_it_in(source: Any, gwent: Organisation) -> None:
    root = use(offer(source, actor=None), gwent, Mode.REVIEW)
    translate(source)
    assert paths(gwent) == ["/", "/help/", "/cy/"]
    (item,) = attention_of(gwent)
    assert item.kind is Kind.NEW_LANGUAGE
    assert item.sentence == "National has this page in Welsh (Cymraeg) too, and your site does not."
    (made,) = take_in(anew(root), actor=None)
    drained()
    assert (made.locale, made.mode) == ("cy", Mode.REVIEW)
    assert paths(gwent) == ["/", "/help/", "/cy/", "/cy/help/"]
    assert attention_of(gwent) == []


def test_a_site_with_one_language_gets_one(source: Any, national: Organisation) -> None:
    essex = make_site("essex")
    use(offer(source, actor=None), essex)
    translate(source)
    assert paths(essex) == ["/", "/help/"]
    assert attention_of(essex) == []


def test_a_translation_whose_address_is_taken_gets_another(source: Any, gwent: Organisation) -> None:
    make_page("standard", gwent.root_page.get_translation(Locale.objects.get(language_code="cy")), slug="help")
    translate(source)
    use(offer(source, actor=None), gwent)
    assert paths(gwent) == ["/", "/help/", "/cy/", "/cy/help/", "/cy/help-2/"]


def test_a_translation_that_a_team_deleted_does_not_come_back_by_itself(source: Any, gwent: Organisation) -> None:
    translated = translate(source)
    use(offer(source, actor=None), gwent)
    AdoptedPage.objects.get(locale__language_code="cy").delete()
    republish(translated, summary="Gwell.")
    assert paths(gwent) == ["/", "/help/", "/cy/"]


def test_each_language_has_local_parts_and_versions_of_its_own(source: Any, gwent: Organisation) -> None:
    translated = translate(source)
    root = use(offer(source, actor=None), gwent, Mode.REVIEW)
    republish(adopted_page(root), overlay=[fill("local-help", text("x", "Near you"))])
    entries = {entry.path: entry for entry in manifest(gwent).entries}
    assert (entries["/help/"].overlay is not None, entries["/cy/help/"].overlay) == (True, None)
    republish(translated, summary="Gwell.")
    other = Adoption.objects.get(locale="cy")
    assert list(Adoption.objects.behind()) == [other]
    accept(other, digest=version(translated), actor=None)
    assert not Adoption.objects.behind().exists()
    assert anew(root).accepted_digest == version(source)


def test_a_safety_critical_change_reaches_reviewers_in_the_language_that_it_is_in(
    source: Any, gwent: Organisation
) -> None:
    translated = translate(source)
    use(offer(source, actor=None), gwent, Mode.REVIEW)
    before = {entry.path: entry.digest for entry in manifest(gwent).entries}
    republish(translated, summary="Ffoniwch hwn.", safety_critical=True)
    republish(source, summary="Ring this.", safety_critical=True)
    after = {entry.path: entry.digest for entry in manifest(gwent).entries}
    assert (after["/help/"], after["/cy/help/"]) == (version(source), version(translated))
    assert before["/help/"] != after["/help/"]


def test_a_section_comes_in_both_languages_and_so_does_what_is_added(
    national: Organisation, gwent: Organisation
) -> None:
    section = make_page("section", national, slug="stories")
    first = make_page("standard", section, slug="first")
    drained()
    translate(section, title="Straeon")
    translate(first, title="Cyntaf")
    use(offer(section, actor=None, whole_section=True), gwent, slug="s")
    assert paths(gwent) == ["/", "/s/", "/s/first/", "/cy/", "/cy/s/", "/cy/s/first/"]
    second = make_page("standard", section, slug="second")
    drained()
    translate(second, title="Ail")
    assert paths(gwent)[3:] == ["/s/second/", "/cy/", "/cy/s/", "/cy/s/first/", "/cy/s/second/"]
    roots = Adoption.objects.filter(whole_section=True)
    assert {row.members.count() for row in roots} == {2}
    leave(roots[0], actor=None)
    drained()
    assert paths(gwent) == ["/", "/cy/"]
    assert not Page.objects.filter(pk__in=AdoptedPage.objects.values("pk")).exists()
    assert Offer.objects.count() == 1
