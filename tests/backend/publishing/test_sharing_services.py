"""What people do with the services of sharing reaches the sites by itself, through the real publishing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.pages.models import StandardPage
from backend.publishing.models import CompiledPage
from backend.sharing.adopting import accept, adopt, detach
from backend.sharing.ending import end_withdrawn
from backend.sharing.models import Adoption, Mode, Offer, SafetyChange
from backend.sharing.offering import offer, recall, restore, withdraw
from content_models import Entry
from tests.backend.pages.factories import make_page
from tests.backend.publishing.adoptions import insertion, make_source, republish, text
from tests.backend.publishing.sites import document_json, drained, make_site, manifest, paths, stored


@pytest.fixture
def source(national: Organisation) -> Any:
    """A page on offer."""
    return make_source(national)


@pytest.fixture
def offered(source: Any) -> Offer:
    """The offer of it."""
    return offer(source, actor=None)


def use(offered: Offer, organisation: Organisation, mode: Mode) -> Adoption:
    home = organisation.root_page
    assert home is not None
    found = adopt(offered, parent=home, slug="help", mode=mode, actor=None, publish=True)
    drained()
    return found


def entry(organisation: Organisation, path: str = "/help/") -> Entry:
    return next(entry for entry in manifest(organisation).entries if entry.path == path)


def test_adopting_and_accepting_reach_the_site(offered: Offer, source: Any, marlshire: Organisation) -> None:
    adoption = use(offered, marlshire, Mode.REVIEW)
    before = bytes(stored(marlshire).body)
    republish(source, summary="Better.")
    assert bytes(stored(marlshire).body) == before
    adoption.refresh_from_db()
    newest = str(CompiledPage.objects.get(page_id=source.pk).document_id)
    accept(adoption, digest=newest, actor=None)
    drained()
    assert entry(marlshire).digest == newest


def test_a_safety_critical_change_reaches_followers_and_reviewers_and_copies(
    offered: Offer, source: Any, marlshire: Organisation, colchester: Organisation
) -> None:
    use(offered, marlshire, Mode.FOLLOW)
    use(offered, colchester, Mode.REVIEW)
    third = make_site("bedford")
    copy = use(offered, third, Mode.FOLLOW)
    page = detach(copy, actor=None)
    drained()
    changed = [text("one", "Call the other number."), *list(source.body.raw_data)[1:]]
    republish(source, safety_critical=True, body=changed)
    newest = str(CompiledPage.objects.get(page_id=source.pk).document_id)
    assert {entry(one).digest for one in (marlshire, colchester)} == {newest}
    assert "Call the other number." in str(document_json(page))
    assert entry(third).adopted is None
    assert not SafetyChange.objects.filter(done=None).exists()


def test_a_safety_critical_change_that_cannot_be_compiled_waits_until_it_can(
    offered: Offer, source: Any, marlshire: Organisation
) -> None:
    use(offered, marlshire, Mode.REVIEW)
    CompiledPage.objects.filter(page_id=source.pk).update(error="It cannot be published as it stands.")
    SafetyChange.objects.create(page_id=source.pk, revision=source.live_revision)
    from backend.publishing.drain import keep_in_step

    keep_in_step({source.pk})
    assert SafetyChange.objects.filter(done=None).count() == 1
    republish(source, summary="Mended.")
    assert not SafetyChange.objects.filter(done=None).exists()
    assert entry(marlshire).digest == CompiledPage.objects.get(page_id=source.pk).document_id


def test_a_page_added_to_a_section_appears_at_its_followers_in_the_owners_order(
    national: Organisation, marlshire: Organisation
) -> None:
    section = make_page("section", national, slug="stories")
    make_page("standard", section, slug="first")
    drained()
    use(offer(section, actor=None, whole_section=True), marlshire, Mode.FOLLOW)
    assert paths(marlshire) == ["/", "/help/", "/help/first/"]
    second = make_page("standard", section, slug="second")
    drained()
    assert paths(marlshire) == ["/", "/help/", "/help/first/", "/help/second/"]
    Page.objects.get(pk=second.pk).move(section.get_children().first(), pos="left")
    drained()
    assert paths(marlshire) == ["/", "/help/", "/help/second/", "/help/first/"]
    assert entry(marlshire, "/help/second/").digest == entry(national, "/stories/second/").digest


def test_recalling_and_restoring_and_the_end_of_a_withdrawn_page(offered: Offer, marlshire: Organisation) -> None:
    use(offered, marlshire, Mode.FOLLOW)
    recall(offered, reason="The number is wrong.", actor=None)
    drained()
    assert paths(marlshire) == ["/"]
    restore(offered, actor=None)
    drained()
    assert paths(marlshire) == ["/", "/help/"]
    day: date = timezone.localdate() + timedelta(days=7)
    withdraw(offered, ends_on=day, reason="There is a better one.", actor=None)
    drained()
    assert paths(marlshire) == ["/", "/help/"]
    end_withdrawn(day)
    drained()
    assert paths(marlshire) == ["/"]


def test_a_detached_page_is_its_organisations_own_under_its_own_id(
    offered: Offer, source: Any, marlshire: Organisation
) -> None:
    adoption = use(offered, marlshire, Mode.FOLLOW)
    page: Any = Page.objects.get(pk=adoption.page_id).specific
    republish(page, overlay=[insertion("one", text("x", "Near you"))])
    version = entry(marlshire).digest
    detach(Adoption.objects.get(pk=adoption.pk), actor=None)
    drained()
    shown = entry(marlshire)
    assert (shown.id, shown.adopted, shown.overlay) == (page.translation_key, None, None)
    data = document_json(page)
    assert data["based_on"]["version"] == version
    assert "Near you" in str(data["body"])
    assert data["owner"]["slug"] == "marlshire"


def test_a_detached_page_that_cannot_be_compiled_goes_on_as_its_owners(
    offered: Offer, source: Any, marlshire: Organisation
) -> None:
    adoption = use(offered, marlshire, Mode.FOLLOW)
    before = entry(marlshire)
    # As if its own content made no document: it is no adopted page any more, and nothing of it is compiled.
    kind = ContentType.objects.get_for_model(StandardPage)
    Page.objects.filter(pk=adoption.page_id).update(content_type=kind)
    Adoption.objects.filter(pk=adoption.pk).update(mode=Mode.DETACHED)
    marlshire.save()
    drained()
    after = entry(marlshire)
    assert (after.id, after.digest) == (source.translation_key, before.digest)
    assert after.adopted is not None
    assert after.adopted.owner.slug == "national"
