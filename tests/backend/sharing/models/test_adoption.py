"""Finding adoptions: who is behind, and whose page is over."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from backend.sharing.adopting import accept, detach
from backend.sharing.models import Adoption, Mode, Offer
from backend.sharing.offering import recall, restore, withdraw
from tests.backend.publishing.adoptions import republish
from tests.backend.publishing.sites import drained
from tests.backend.sharing.neighbours import Neighbours, anew, use, version


def current(adoption: Adoption) -> str | None:
    found: Any = Adoption.objects.with_current().get(pk=adoption.pk)
    digest: str | None = found.current_digest
    return digest


@pytest.fixture
def behind(world: Neighbours) -> Adoption:
    """A reviewer with a change that waits."""
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    republish(world.source, summary="Second.")
    assert list(Adoption.objects.behind()) == [adoption]
    return anew(adoption)


def test_nobody_waits_for_what_was_accepted_and_followers_never_do(world: Neighbours, behind: Adoption) -> None:
    use(world.offer, world.colchester, Mode.FOLLOW)
    assert list(Adoption.objects.behind()) == [behind]
    accept(behind, digest=version(world.source), actor=None)
    assert not Adoption.objects.behind().exists()


def test_nobody_waits_for_a_page_that_was_taken_down_until_it_is_back(world: Neighbours, behind: Adoption) -> None:
    world.source.refresh_from_db()
    world.source.unpublish()
    drained()
    assert (current(behind), Adoption.objects.behind().exists()) == (None, False)
    republish(world.source)
    assert list(Adoption.objects.behind()) == [behind]


@pytest.mark.parametrize("above", [False, True])
def test_nobody_waits_for_a_private_page_or_one_below_such(world: Neighbours, behind: Adoption, above: bool) -> None:
    page = world.source.get_parent() if above else world.source
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert (current(behind), Adoption.objects.behind().exists()) == (None, False)
    PageViewRestriction.objects.all().delete()
    assert current(behind) == version(world.source)


def test_nobody_waits_for_a_page_that_is_over_and_a_withdrawn_one_counts_until_its_day(
    world: Neighbours, behind: Adoption
) -> None:
    withdraw(world.offer, ends_on=timezone.localdate() + timedelta(days=1), reason="Old.", actor=None)
    assert list(Adoption.objects.behind()) == [behind]
    Offer.objects.update(ends_on=timezone.localdate())
    assert (current(behind), list(Adoption.objects.over())) == (None, [behind])
    restore(world.offer, actor=None)
    assert not Adoption.objects.over().exists()
    recall(world.offer, reason="Wrong.", actor=None)
    assert (current(behind), list(Adoption.objects.over())) == (None, [behind])
    assert not Adoption.objects.standing().exists()


def test_nobody_waits_for_a_page_that_is_gone(world: Neighbours, behind: Adoption) -> None:
    Page.objects.get(pk=world.source.pk).specific.delete()
    assert (current(behind), Adoption.objects.behind().exists()) == (None, False)
    assert not Adoption.objects.over().exists(), "deleting is no recall: the last version stays"


def test_a_copy_is_neither_in_step_nor_behind(world: Neighbours, behind: Adoption) -> None:
    detach(behind, actor=None)
    assert not Adoption.objects.behind().exists()
    assert not Adoption.objects.in_step().exists()
