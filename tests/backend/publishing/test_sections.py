"""Sections adopted as a whole: who has to be brought in step when their owner adds, moves or hides a page."""

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from backend.organisations.models import Organisation
from backend.publishing.drain import drain
from backend.publishing.models import PublishIntent
from backend.sharing.models import Adoption, Offer, OfferState
from backend.sharing.signals import section_changed
from tests.backend.pages.factories import make_page
from tests.backend.publishing.adoptions import adopt, make_offer, republish
from tests.backend.publishing.sites import drained


@pytest.fixture
def section(national: Organisation) -> Any:
    """A section with one page."""
    found = make_page("section", national, slug="stories")
    make_page("standard", found, slug="first")
    drained()
    return found


@pytest.fixture
def offer(national: Organisation, section: Any) -> Offer:
    """The section on offer with all below it."""
    return make_offer(section, national, whole_section=True)


@pytest.fixture
def root(offer: Offer, marlshire: Organisation) -> Adoption:
    """The section as a force adopted it, with its page."""
    page = adopt(offer, marlshire)
    Adoption.objects.filter(page_id=page.pk).update(whole_section=True)
    found = Adoption.objects.get(page_id=page.pk)
    assert offer.page is not None
    first = offer.page.get_children().get()
    below = adopt(offer, marlshire, source=first, parent=page, slug="first")
    Adoption.objects.filter(page_id=below.pk).update(root=found, source_key=first.translation_key, source=first)
    return found


@pytest.fixture
def told(root: Adoption) -> Iterator[list[int]]:
    """Which roots sharing was told of."""
    found: list[int] = []

    def receive(adoption: Adoption, **_: Any) -> None:
        found.append(adoption.pk)

    section_changed.connect(receive)
    yield found
    section_changed.disconnect(receive)


def test_a_page_that_is_added_is_told(section: Any, root: Adoption, told: list[int]) -> None:
    make_page("standard", section, slug="second")
    drained()
    assert told == [root.pk]


def test_a_page_that_the_adopter_has_is_not_told_when_it_changes(section: Any, root: Adoption, told: list[int]) -> None:
    republish(section.get_children().get().specific, summary="Better.")
    assert told == []


def test_a_draft_and_a_private_page_are_not_told(section: Any, root: Adoption, told: list[int]) -> None:
    make_page("standard", section, slug="draft", published=False)
    hidden = make_page("section", section, slug="staff", published=False)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    hidden.save_revision().publish()
    make_page("standard", hidden, slug="below")
    drained()
    assert told == []


def test_another_order_is_told(section: Any, root: Adoption, told: list[int]) -> None:
    second = make_page("standard", section, slug="second")
    drained()
    told.clear()
    second.move(section.get_children().first(), pos="left")
    drained()
    assert told == [root.pk]


@pytest.mark.parametrize("change", ["detached", "not whole", "recalled"])
def test_who_left_is_not_told(section: Any, root: Adoption, told: list[int], change: str) -> None:
    if change == "recalled":
        Offer.objects.update(state=OfferState.RECALLED)
    else:
        Adoption.objects.filter(pk=root.pk).update(
            **({"mode": "detached"} if change == "detached" else {"whole_section": False})
        )
    make_page("standard", section, slug="second")
    drained()
    assert told == []


def test_what_fails_there_is_tried_again_and_holds_up_nobody(section: Any, root: Adoption, told: list[int]) -> None:
    def fail(**_: Any) -> None:
        raise OSError("the disk is full")

    section_changed.connect(fail)
    try:
        second = make_page("standard", section, slug="second")
        assert "OSError: the disk is full" in drain().failures
    finally:
        section_changed.disconnect(fail)
    assert PublishIntent.objects.filter(done=None).count() == 1
    assert PublishIntent.objects.get(done=None).error == "OSError: the disk is full"
    assert second.compiled.document_id
