"""The screens of sharing: what each team sees and decides there, and that nobody else's are within reach."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from backend.core.spreadsheets import cell
from backend.organisations.models import Role
from backend.sharing.models import Adoption, Mode, Offer, OfferState
from tests.backend.pages.factories import make_page
from tests.backend.publishing.adoptions import adopt, make_offer, make_source
from tests.backend.publishing.sites import drained
from tests.backend.sharing.worlds import Shared, make_shared, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared() -> Shared:
    """Return a page that a national body offers and a council shows."""
    made = make_shared(body=[{"type": "rich_text", "id": "one", "value": "<p>Listen first.</p>"}], published=True)
    made.offer.locked_blocks = []
    made.offer.save()
    made.owner.may_offer = True
    made.owner.save()
    drained()
    return made


def read(client: Client, name: str, *args: Any, **query: str) -> str:
    """Return the screen as HTML."""
    answer = client.get(reverse(f"sharing:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def owner_of(shared: Shared) -> Client:
    return shared.browser(shared.owner, Role.ADMINISTRATOR)


def administrator(shared: Shared) -> Client:
    return shared.browser(role=Role.ADMINISTRATOR)


def test_the_library_finds_by_words_and_says_what_is_used_already(shared: Shared) -> None:
    make_offer(make_source(shared.owner, title="Grief groups", slug="grief-groups"), shared.owner)
    html = read(shared.browser(), "library")
    assert "2 pages" in html
    found = read(shared.browser(), "library", q="grief")
    assert "Grief groups" in found
    assert shared.source.title not in found


def test_a_page_of_the_library_is_read_and_then_used(shared: Shared) -> None:
    offer = make_offer(
        make_source(shared.owner, title="Grief groups", slug="grief-groups", body=[
            {"type": "rich_text", "id": "g", "value": "<p>Come as you are.</p>"}]), shared.owner
    )  # fmt: skip
    client = administrator(shared)
    assert "Come as you are." in read(client, "offered", offer.pk)
    sent = {"parent": shared.adopter.root_page.pk, "slug": "grief", "mode": "review", "publish": "1"}
    answer = client.post(reverse("sharing:offered", args=[offer.pk]), sent)
    made = Adoption.objects.get(offer=offer)
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[made.page_id])
    assert (made.organisation, made.mode, made.page.slug, made.page.live) == (
        shared.adopter, Mode.REVIEW, "grief", True,
    )  # fmt: skip
    assert "Grief groups" in read(client, "shared_content")


def test_a_wrong_address_keeps_what_was_chosen(shared: Shared) -> None:
    offer = make_offer(make_source(shared.owner, title="Grief groups", slug="grief-groups"), shared.owner)
    sent = {"parent": shared.adopter.root_page.pk, "slug": "No spaces please", "mode": "review"}
    answer = administrator(shared).post(reverse("sharing:offered", args=[offer.pk]), sent)
    assert answer.status_code == 200
    assert "No spaces please" in answer.content.decode()
    assert not Adoption.objects.filter(offer=offer).exists()


def test_a_page_is_not_put_below_a_page_of_somebody_else(shared: Shared) -> None:
    offer = make_offer(make_source(shared.owner, title="Grief groups", slug="grief-groups"), shared.owner)
    sent = {"parent": shared.owner.root_page.pk, "slug": "grief", "mode": "follow"}
    assert administrator(shared).post(reverse("sharing:offered", args=[offer.pk]), sent).status_code == 200
    assert not Adoption.objects.filter(offer=offer).exists()


def test_a_team_changes_how_a_page_stays_in_step(shared: Shared) -> None:
    client = administrator(shared)
    address = reverse("sharing:mode", args=[shared.adoption.pk])
    for mode in (Mode.REVIEW, Mode.FOLLOW):
        client.post(address, {"mode": mode})
        assert Adoption.objects.get(pk=shared.adoption.pk).mode == mode
    answer = client.post(address, {"mode": "detached"})
    assert (answer.status_code, "Choose one of the two." in answer.content.decode()) == (409, True)


def test_a_team_takes_a_page_off_its_site_after_it_was_asked(shared: Shared) -> None:
    client = administrator(shared)
    assert "Stop using this page?" in read(client, "leave", shared.adoption.pk)
    client.post(reverse("sharing:leave", args=[shared.adoption.pk]))
    assert not Adoption.objects.in_step().filter(organisation=shared.adopter, page__live=True).exists()


def test_a_team_makes_a_page_its_own(shared: Shared) -> None:
    client = administrator(shared)
    assert "your own copy?" in read(client, "detach", shared.adoption.pk)
    client.post(reverse("sharing:detach", args=[shared.adoption.pk]))
    drained()
    assert Adoption.objects.get(pk=shared.adoption.pk).mode == Mode.DETACHED
    assert (
        "Listen first."
        in client.get(
            reverse("wagtailadmin_pages:edit", args=[Adoption.objects.get(pk=shared.adoption.pk).page_id])
        ).content.decode()
    )


def test_an_owner_offers_a_page_says_what_stays_and_takes_it_back(shared: Shared) -> None:
    client = owner_of(shared)
    page = make_page(
        "standard", shared.owner, title="Grief groups", slug="grief-groups",
        body=[{"type": "rich_text", "id": "g", "value": "<p>Come as you are.</p>"}],
    )  # fmt: skip
    drained()
    assert "Come as you are." in read(client, "offer", page.pk)
    sent = {"everybody": "True", "topics": ["families"], "guidance": "Be kind.", "locked_blocks": ["g"]}
    assert client.post(reverse("sharing:offer", args=[page.pk]), sent).status_code == 302
    offer = Offer.objects.get(page=page)
    assert (offer.everybody, offer.topics, offer.locked_blocks) == (True, ["families"], ["g"])
    sent = {"ends_on": "2030-01-01", "reason": "We write a better one."}
    client.post(reverse("sharing:withdraw", args=[offer.pk]), sent)
    assert Offer.objects.get(pk=offer.pk).state == OfferState.WITHDRAWN
    client.post(reverse("sharing:restore", args=[offer.pk]))
    assert Offer.objects.get(pk=offer.pk).state == OfferState.OFFERED
    client.post(reverse("sharing:recall", args=[offer.pk]), {"reason": "It is wrong."})
    assert Offer.objects.get(pk=offer.pk).state == OfferState.RECALLED


def test_an_owner_sees_who_uses_a_page_and_takes_it_away_as_a_table(shared: Shared) -> None:
    client = owner_of(shared)
    html = read(client, "usage")
    assert shared.adopter.name in html
    assert f'href="https://colchester.example/{shared.adoption.page.slug}/"' in html
    assert shared.adopter.name not in read(client, "usage", behind="1")
    lines = read(client, "usage_csv").splitlines()
    assert lines[0].startswith("\ufeffPage,Language,Organisation")
    assert shared.adopter.name in lines[1]


def test_no_cell_of_the_table_is_a_formula(shared: Shared) -> None:
    shared.adopter.name = "=HYPERLINK(1)"
    shared.adopter.save()
    assert "'=HYPERLINK(1)" in read(owner_of(shared), "usage_csv")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1", "＝1", "\n1"])
def test_whatever_a_spreadsheet_could_take_for_a_formula_is_kept_from_it(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Colchester", "2026-11-26", "a=1"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


def test_an_owner_narrows_the_uses_and_takes_away_what_is_seen(shared: Shared) -> None:
    client = owner_of(shared)
    for asked, there in (
        ({"q": "colch"}, True),
        ({"q": "essex"}, False),
        ({"mode": "follow", "offer": str(shared.offer.pk)}, True),
        ({"mode": "detached"}, False),
        ({"offer": "0"}, False),
    ):
        assert ("Colchester Council</td>" in read(client, "usage", **asked)) is there, asked
        assert (shared.adopter.name in read(client, "usage_csv", **asked)) is there, asked


def test_each_side_reads_what_happened_and_only_its_own_people_by_name(shared: Shared) -> None:
    client = administrator(shared)
    client.post(reverse("sharing:mode", args=[shared.adoption.pk]), {"mode": "review"})
    owner_of(shared).post(reverse("sharing:recall", args=[shared.offer.pk]), {"reason": "It is wrong."})
    ours = read(client, "records")
    assert "colchester-administrator</td>" in ours
    assert "It is wrong." in ours
    assert "national-body-administrator</td>" not in ours
    theirs = read(owner_of(shared), "records")
    assert "colchester-administrator" not in theirs
    assert "national-body-administrator</td>" in theirs
    assert theirs.count("It is wrong.") == 1
    assert "It is wrong." not in read(client, "records", action="changed_mode")
    assert "Nothing fits that" in read(client, "records", q="zebra")


def test_the_home_page_of_the_admin_says_what_waits_and_who_is_behind(shared: Shared) -> None:
    home = reverse("wagtailadmin_home")
    assert "need your attention" not in shared.browser().get(home).content.decode()
    Adoption.objects.update(mode=Mode.REVIEW, unplaced=["one"])
    shared.publish_source(body=[{"type": "rich_text", "id": "one", "value": "<p>Listen, then talk.</p>"}])
    drained()
    html = shared.browser().get(home).content.decode()
    assert "Compare and decide" in html
    assert "1 of them does not show your newest words yet." in owner_of(shared).get(home).content.decode()


def test_a_page_is_not_copied_with_the_shared_pages_below_it(shared: Shared) -> None:
    client = administrator(shared)
    page = make_page("section", shared.adopter, title="Advice", slug="advice")
    Page.objects.get(pk=shared.adoption.page_id).move(Page.objects.get(pk=page.pk), pos="last-child")
    sent = {"new_title": "More", "new_slug": "more", "new_parent_page": shared.adopter.root_page.pk}
    copy = reverse("wagtailadmin_pages:copy", args=[page.pk])
    answer = client.post(copy, {**sent, "copy_subpages": "on"}, follow=True)
    assert "each stands once on your site" in answer.content.decode()
    assert not Page.objects.filter(slug="more").exists()
    client.post(copy, sent)
    assert Page.objects.filter(slug="more").exists()


def test_the_screens_take_as_many_queries_for_many_pages_as_for_few(
    shared: Shared, django_assert_max_num_queries: Any
) -> None:
    counts: list[dict[str, int]] = []
    for batch in (range(3), range(3, 15)):
        for number in batch:
            source = make_source(shared.owner, title=f"Page {number}", slug=f"page-{number}")
            adopt(make_offer(source, shared.owner), shared.adopter)
        counts.append({})
        for name in ("library", "shared_content", "records", "usage"):
            client = owner_of(shared) if name == "usage" else shared.browser()
            read(client, name)
            with django_assert_max_num_queries(100) as captured:
                read(client, name)
            counts[-1][name] = len(captured)
    assert counts[0] == counts[1]


def test_the_digest_of_a_day_is_sent_once(shared: Shared, mailoutbox: list[Any]) -> None:
    make_user(shared.adopter)
    shared.adoption.mode = Mode.REVIEW
    shared.adoption.save()
    shared.publish_source(body=[{"type": "rich_text", "id": "one", "value": "<p>Listen, then talk.</p>"}])
    drained()
    call_command("send_sharing_digest")
    count = len(mailoutbox)
    call_command("send_sharing_digest")
    assert len(mailoutbox) == count
