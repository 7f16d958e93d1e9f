"""Sections adopted as a tree: what comes, what moves, what stays away, and what collides."""

from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction

from backend.organisations.models import Organisation
from backend.sharing import placing
from backend.sharing.adopting import leave
from backend.sharing.attention import Kind, attention_of
from backend.sharing.models import AdoptedPage, Adoption, Mode, Offer
from backend.sharing.offering import offer, recall
from backend.sharing.sections import missing_pages, sync_section, take_in
from tests.backend.pages.factories import make_page
from tests.backend.publishing.sites import drained, paths
from tests.backend.sharing.neighbours import Neighbours, adopted_page, anew, home, own_page, use


@pytest.fixture
def section(world: Neighbours) -> Any:
    """A section of the owner's: two pages, one of them with a page below it."""
    found = make_page("section", world.national, slug="stories", title="Stories")
    first = make_page("section", found, slug="first")
    make_page("standard", first, slug="inner")
    make_page("standard", found, slug="second")
    drained()
    return found


@pytest.fixture
def offered(section: Any) -> Offer:
    """The whole section in the library."""
    return offer(section, actor=None, whole_section=True)


TREE = ["/", "/s/", "/s/first/", "/s/first/inner/", "/s/second/"]


def child(section: Any, slug: str) -> Any:
    return Page.objects.descendant_of(Page.objects.get(pk=section.pk)).get(slug=slug).specific


def follow(offered: Offer, organisation: Organisation, mode: Mode = Mode.FOLLOW) -> Adoption:
    return use(offered, organisation, mode, slug="s")


def test_the_tree_comes_in_its_order(world: Neighbours, offered: Offer) -> None:
    follow(offered, world.essex)
    assert paths(world.essex) == TREE


def test_a_page_that_is_added_comes_to_followers_and_waits_for_reviewers(
    world: Neighbours, section: Any, offered: Offer
) -> None:
    follow(offered, world.essex)
    root = follow(offered, world.colchester, Mode.REVIEW)
    make_page("standard", child(section, "first"), slug="new")
    drained()
    assert paths(world.essex) == [*TREE[:4], "/s/first/new/", TREE[4]]
    assert paths(world.colchester) == TREE
    assert [(item.kind, item.adoption) for item in attention_of(world.colchester)] == [(Kind.NEW_PAGES, root)]
    (made,) = take_in(root, actor=None)
    drained()
    assert paths(world.colchester) == paths(world.essex)
    assert (made.mode, made.root) == (Mode.REVIEW, root)
    assert attention_of(world.colchester) == []


def test_a_page_that_moves_within_the_section_moves_with_it(world: Neighbours, section: Any, offered: Offer) -> None:
    follow(offered, world.essex)
    child(section, "inner").move(Page.objects.get(pk=section.pk), pos="first-child")
    drained()
    assert paths(world.essex) == ["/", "/s/", "/s/inner/", "/s/first/", "/s/second/"]
    child(section, "second").move(child(section, "first"), pos="last-child")
    drained()
    assert paths(world.essex) == ["/", "/s/", "/s/inner/", "/s/first/", "/s/first/second/"]


def test_two_pages_that_change_places_end_up_as_at_their_owners(
    world: Neighbours, section: Any, offered: Offer
) -> None:
    follow(offered, world.essex)
    inner = child(section, "inner")
    type(inner).objects.filter(pk=inner.pk)
    inner.move(Page.objects.get(pk=section.pk), pos="last-child")
    second = child(section, "second")
    second.move(child(section, "first"), pos="last-child")
    drained()
    assert paths(world.essex) == ["/", "/s/", "/s/first/", "/s/first/second/", "/s/inner/"]


def test_what_a_team_has_put_elsewhere_stays_there(world: Neighbours, section: Any, offered: Offer) -> None:
    follow(offered, world.essex)
    second = Page.objects.get(slug="second", pk__in=AdoptedPage.objects.values("pk"))
    second.move(home(world.essex), pos="last-child")
    child(section, "inner").move(child(section, "second"), pos="last-child")
    drained()
    assert paths(world.essex) == ["/", "/s/", "/s/first/", "/second/", "/second/inner/"]


def test_a_page_moved_below_one_with_its_address_gets_another(world: Neighbours, section: Any, offered: Offer) -> None:
    root = follow(offered, world.essex)
    make_page("standard", own_page(root), slug="inner", title="Ours")
    child(section, "inner").move(Page.objects.get(pk=section.pk), pos="last-child")
    drained()
    assert sorted(paths(world.essex)) == ["/", "/s/", "/s/first/", "/s/inner-2/", "/s/inner/", "/s/second/"]
    assert Page.objects.child_of(own_page(root)).get(slug="inner").title == "Ours"


def test_a_new_page_with_an_address_that_is_taken_gets_another_on_that_site_alone(
    world: Neighbours, section: Any, offered: Offer
) -> None:
    root = follow(offered, world.essex)
    follow(offered, world.colchester)
    make_page("standard", own_page(root), slug="third", title="Ours")
    make_page("standard", section, slug="third")
    drained()
    assert "/s/third-2/" in paths(world.essex)
    assert "/s/third/" in paths(world.colchester)
    assert "/s/third-2/" not in paths(world.colchester)


def test_a_page_that_is_used_already_stays_where_it_is_and_holds_what_is_below_it(
    world: Neighbours, section: Any, offered: Offer
) -> None:
    use(offer(child(section, "first"), actor=None), world.essex, slug="alone")
    root = follow(offered, world.essex)
    assert paths(world.essex) == ["/", "/alone/", "/alone/inner/", "/s/", "/s/second/"]
    assert missing_pages(root) == []
    follow(offered, world.colchester)
    assert paths(world.colchester) == TREE


def test_a_page_that_is_taken_down_or_deleted_keeps_its_last_version_and_says_so(
    world: Neighbours, section: Any, offered: Offer
) -> None:
    follow(offered, world.essex)
    child(section, "second").unpublish()
    child(section, "inner").delete()
    drained()
    assert paths(world.essex) == TREE
    sentences = [item.sentence for item in attention_of(world.essex) if item.kind is Kind.SOURCE_GONE]
    assert len(sentences) == 2
    assert any("has deleted this page" in one for one in sentences)


def test_what_a_team_takes_off_does_not_come_back_by_itself(world: Neighbours, section: Any, offered: Offer) -> None:
    root = follow(offered, world.essex)
    leave(Adoption.objects.get(root=root, page__slug="second"), actor=None)
    Page.objects.get(slug="inner", pk__in=AdoptedPage.objects.values("pk")).specific.delete()
    make_page("standard", section, slug="third")
    drained()
    assert paths(world.essex) == ["/", "/s/", "/s/first/", "/s/third/"]
    leave(anew(root), actor=None)
    follow(offered, world.essex)
    assert paths(world.essex) == [*TREE, "/s/third/"], "adopted anew, it is whole again"


def test_drafts_private_pages_and_what_is_below_them_never_come(
    world: Neighbours, section: Any, offered: Offer
) -> None:
    root = follow(offered, world.essex)
    draft = make_page("section", section, slug="draft", published=False)
    make_page("standard", draft, slug="below-draft")
    staff = make_page("section", section, slug="staff", published=False)
    PageViewRestriction.objects.create(page=staff, restriction_type=PageViewRestriction.LOGIN)
    staff.save_revision().publish()
    make_page("standard", staff, slug="below-staff")
    drained()
    assert missing_pages(root) == []
    assert paths(world.essex) == TREE
    follow(offered, world.colchester, Mode.REVIEW)
    assert attention_of(world.colchester) == []


def test_a_page_that_its_owner_recalled_does_not_come_with_its_section(
    world: Neighbours, section: Any, offered: Offer
) -> None:
    bad = make_page("standard", section, slug="bad")
    drained()
    recall(offer(bad, actor=None), reason="Wrong.", actor=None)
    root = follow(offered, world.essex)
    assert paths(world.essex) == TREE
    assert missing_pages(root) == []


def test_what_its_owner_adopted_from_somebody_else_does_not_come_with_a_section(
    world: Neighbours, section: Any, offered: Offer
) -> None:
    theirs = make_page("standard", world.colchester)
    drained()
    use(offer(theirs, actor=None), world.national, parent=Page.objects.get(pk=section.pk), slug="chained")
    follow(offered, world.essex)
    assert paths(world.essex) == TREE


def test_a_process_that_dies_while_a_page_comes_leaves_nothing_half_done(
    world: Neighbours, section: Any, offered: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = follow(offered, world.essex)
    make_page("standard", section, slug="third")

    def dying(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(placing, "note", dying)
        with pytest.raises(KeyboardInterrupt):
            sync_section(root)
    assert not AdoptedPage.objects.filter(slug="third").exists()
    drained()
    assert paths(world.essex) == [*TREE, "/s/third/"]


def test_bringing_in_step_twice_changes_nothing(world: Neighbours, offered: Offer) -> None:
    root = follow(offered, world.essex)
    assert sync_section(root) == []
    assert paths(world.essex) == TREE
    assert adopted_page(root).slug == "s"
