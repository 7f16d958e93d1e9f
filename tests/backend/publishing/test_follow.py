"""Following: one publish, one document, and everybody in step on their own terms, whatever their number."""

import json
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backend.organisations.models import Organisation
from backend.publishing import drain as draining
from backend.publishing import follow as following
from backend.publishing.drain import drain
from backend.publishing.models import CompiledPage, ManifestChange, PublishIntent, StoredDocument
from backend.publishing.record import record
from backend.sharing.models import Action, AdoptedPage, Adoption, Mode, Offer, SharingRecord
from backend.sharing.signals import sources_compiled
from tests.backend.publishing.adoptions import adopt, insertion, make_offer, make_source, republish, text
from tests.backend.publishing.sites import drained, make_site, manifest, state, stored


@pytest.fixture
def source(national: Organisation) -> Any:
    """A page on offer."""
    return make_source(national)


@pytest.fixture
def offer(national: Organisation, source: Any) -> Offer:
    """The offer of it."""
    return make_offer(source, national)


def digest_of(page: Any) -> str:
    return str(CompiledPage.objects.get(page_id=page.pk).document_id)


def grow(offer: Offer, number: int, *, first: int = 0) -> list[AdoptedPage]:
    """Let `number` organisations follow a page, every second of them with local parts."""
    return [
        adopt(offer, make_site(f"force-{one}"), overlay=[insertion("one", text("x", "Here"))] if one % 2 else [])
        for one in range(first, first + number)
    ]


def test_a_follower_shows_the_new_version_by_itself(offer: Offer, source: Any, marlshire: Organisation) -> None:
    page = adopt(offer, marlshire)
    before = digest_of(source)
    republish(source, summary="Better.", title="Listening well")
    assert digest_of(page) == digest_of(source) != before
    assert manifest(marlshire).entries[1].digest == digest_of(source)
    page.refresh_from_db()
    assert (page.title, page.draft_title, page.slug) == ("Listening well", "Listening well", "listening")
    adoption = Adoption.objects.get(page_id=page.pk)
    source.refresh_from_db()
    assert adoption.accepted_digest == digest_of(source)
    assert adoption.accepted_revision_id == source.live_revision_id
    assert adoption.accepted_at is not None
    received = SharingRecord.objects.get(action=Action.FOLLOWED)
    assert (received.digest, received.organisation, received.adoption) == (digest_of(source), marlshire, adoption)
    change = ManifestChange.objects.filter(organisation=marlshire, path="/listening/").latest("pk")
    assert change.digest == digest_of(source)


def test_a_reviewers_site_stays_byte_for_byte_the_same_until_it_accepts(
    offer: Offer, source: Any, marlshire: Organisation
) -> None:
    page = adopt(offer, marlshire, mode="review")
    before = bytes(stored(marlshire).body)
    republish(source, summary="Better.", title="Listening well")
    assert bytes(stored(marlshire).body) == before
    page.refresh_from_db()
    assert page.title == "Listening"
    adoption = Adoption.objects.get(page_id=page.pk)
    assert adoption.behind_since is not None
    since = adoption.behind_since
    republish(source, summary="Best.")
    adoption.refresh_from_db()
    assert adoption.behind_since == since, "it waits since the first change that nobody looked at"
    adoption.accepted_digest = digest_of(source)
    adoption.save()
    drained()
    assert manifest(marlshire).entries[1].digest == digest_of(source)
    page.refresh_from_db()
    assert page.title == "Listening well"
    republish(source, summary="Best.")


def test_nothing_waits_any_more_when_the_owner_goes_back_to_what_was_accepted(
    offer: Offer, source: Any, marlshire: Organisation
) -> None:
    page = adopt(offer, marlshire, mode="review")
    first = digest_of(source)
    republish(source, summary="Better.")
    assert Adoption.objects.get(page_id=page.pk).behind_since is not None
    CompiledPage.objects.filter(page_id=source.pk).update(document_id=first)
    following.follow([source.pk])
    assert Adoption.objects.get(page_id=page.pk).behind_since is None


def test_a_team_that_changes_from_review_to_follow_gets_the_newest_version(
    offer: Offer, source: Any, marlshire: Organisation
) -> None:
    page = adopt(offer, marlshire, mode="review")
    republish(source, summary="Better.")
    assert digest_of(page) != digest_of(source)
    adoption = Adoption.objects.get(page_id=page.pk)
    adoption.mode = Mode.FOLLOW
    adoption.save()
    drained()
    assert digest_of(page) == digest_of(source)
    assert manifest(marlshire).entries[1].adopted.mode == "follow"


def test_reviewers_whose_version_is_accepted_for_all_of_them_move_with_the_followers(
    offer: Offer, source: Any, marlshire: Organisation, colchester: Organisation
) -> None:
    pages = [adopt(offer, marlshire, mode="review"), adopt(offer, colchester, mode="review")]

    def jump(pages: frozenset[int], **_: Any) -> None:
        for one in Adoption.objects.filter(source_id__in=pages).values("source_id").distinct():
            newest = CompiledPage.objects.get(page_id=one["source_id"]).document_id
            Adoption.objects.filter(source_id=one["source_id"]).update(accepted_digest=newest, behind_since=None)

    sources_compiled.connect(jump)
    try:
        republish(source, summary="Call this number instead.")
    finally:
        sources_compiled.disconnect(jump)
    assert {digest_of(page) for page in pages} == {digest_of(source)}
    assert {manifest(one).entries[1].digest for one in (marlshire, colchester)} == {digest_of(source)}
    assert not Adoption.objects.filter(behind_since__isnull=False).exists()


def test_a_reviewer_never_shows_a_version_of_another_page(offer: Offer, source: Any, marlshire: Organisation) -> None:
    page = adopt(offer, marlshire, mode="review")
    before = digest_of(page)
    foreign = digest_of(marlshire.root_page)
    Adoption.objects.filter(page_id=page.pk).update(accepted_digest=foreign)
    republish(source, summary="Better.")
    assert digest_of(page) == before


def test_a_detached_page_is_left_alone(offer: Offer, source: Any, marlshire: Organisation) -> None:
    page = adopt(offer, marlshire)
    before = digest_of(page)
    Adoption.objects.filter(page_id=page.pk).update(mode=Mode.DETACHED)
    republish(source, summary="Better.")
    assert digest_of(page) == before


def test_the_owners_new_address_reaches_the_adopters(offer: Offer, source: Any, marlshire: Organisation) -> None:
    adopt(offer, marlshire)
    source.refresh_from_db()
    republish(source, slug="hearing")
    adopted = manifest(marlshire).entries[1].adopted
    assert adopted is not None
    assert adopted.canonical == "https://national.example/hearing/"
    assert manifest(marlshire).entries[1].path == "/listening/"


def queries_of_clicking(page: Any) -> int:
    """Return how many queries it takes to publish a page, up to the commit."""
    page.refresh_from_db()
    page.summary += " Changed."
    with CaptureQueriesContext(connection) as captured, transaction.atomic():
        page.save_revision().publish()
        connection.run_on_commit.clear()
    return len(captured)


def queries_of_following(page: Any) -> int:
    """Return how many queries it takes to move all followers of a page that was compiled anew, without their manifests."""
    republish_without_following(page)
    with CaptureQueriesContext(connection) as captured:
        followed = following.follow([page.pk])
    assert len(followed.moved) == Adoption.objects.filter(source_id=page.pk).count()
    return len(captured)


def republish_without_following(page: Any) -> None:
    from backend.publishing.compile import compile_pages
    from backend.publishing.trees import load_trees

    with transaction.atomic():
        page.refresh_from_db()
        page.summary += " Changed."
        page.save_revision().publish()
        connection.run_on_commit.clear()
    compile_pages([page.pk], load_trees())
    PublishIntent.objects.update(done=timezone.now())


def test_the_click_and_the_move_take_as_many_queries_with_one_adopter_as_with_twelve(
    offer: Offer, source: Any, django_assert_num_queries: Any
) -> None:
    grow(offer, 1, first=1)
    few = queries_of_clicking(source), queries_of_following(source)
    grow(offer, 11, first=2)
    drained()
    many = queries_of_clicking(source), queries_of_following(source)
    assert few == many
    assert many[1] <= 25
    PublishIntent.objects.update(done=None, due=timezone.now())
    drained()
    assert StoredDocument.objects.filter(page_id=source.translation_key).count() <= 5
    versions = {entry["digest"] for one in Organisation.objects.exclude(slug="national")
                for entry in json.loads(bytes(stored(one).body))["entries"] if entry["path"] == "/listening/"}  # fmt: skip
    assert versions == {digest_of(source)}


def test_each_manifest_is_recorded_once_for_one_change(
    offer: Offer, source: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow(offer, 6)
    recorded: list[int] = []

    def counted(organisation: int) -> Any:
        recorded.append(organisation)
        return record(organisation)

    monkeypatch.setattr(draining, "record", counted)
    monkeypatch.setattr(draining, "BATCH", 4)
    republish(source, summary="Better.")
    concerned = Organisation.objects.filter(Q(slug="national") | Q(adoptions__isnull=False)).distinct()
    assert sorted(recorded) == sorted(concerned.values_list("pk", flat=True))


def test_one_adopter_whose_manifest_cannot_be_recorded_holds_up_nobody(
    offer: Offer, source: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = grow(offer, 3)
    bad = Adoption.objects.get(page_id=pages[1].pk).organisation_id

    def failing(organisation: int) -> Any:
        if organisation == bad:
            raise OSError("the disk is full")
        return record(organisation)

    monkeypatch.setattr(draining, "record", failing)
    source.refresh_from_db()
    source.summary = "Better."
    source.save_revision().publish()
    assert "OSError: the disk is full" in drain().failures
    new = digest_of(source)
    shown = {slug: manifest(Organisation.objects.get(slug=slug)).entries[1].digest for slug in ("force-0", "force-2")}
    assert set(shown.values()) == {new}
    monkeypatch.undo()
    PublishIntent.objects.filter(done=None).update(due=timezone.now())
    drained()
    assert manifest(Organisation.objects.get(pk=bad)).entries[1].digest == new


def test_following_twice_changes_nothing(offer: Offer, source: Any) -> None:
    grow(offer, 3)
    republish(source, summary="Better.")
    before, records = state(), SharingRecord.objects.count()
    PublishIntent.objects.update(done=None, due=timezone.now())
    drained()
    assert (state(), SharingRecord.objects.count()) == (before, records)
