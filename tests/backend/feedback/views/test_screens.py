"""The screens of feedback: what a team sees and decides there, and that nobody else's is within reach."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from backend.core.spreadsheets import BYTE_ORDER_MARK
from backend.feedback.models import Comment, Tally, VisitCount, VisitCounting
from backend.organisations.models import Organisation, Role
from backend.publishing.models import LiveEntry, StoredDocument
from tests.backend.feedback.worlds import Answered, make_answered
from tests.backend.sharing.worlds import make_user

pytestmark = pytest.mark.django_db

SCREENS = ["pages", "comments", "adopters", "visits", "pages_csv", "comments_csv", "adopters_csv", "visits_csv"]


def browser(organisation: Organisation, role: Role = Role.EDITOR) -> Client:
    client = Client()
    client.force_login(make_user(organisation, role))
    return client


def read(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(f"feedback:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def table(client: Client, name: str, **query: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(read(client, name, **query).removeprefix(BYTE_ORDER_MARK))))


@pytest.fixture
def ours() -> Answered:
    return make_answered("ours")


@pytest.fixture
def theirs() -> Answered:
    """Another organisation's site with secrets."""
    made = make_answered("theirs", text="Zebrasecret")
    VisitCounting.objects.create(organisation=made.organisation)
    VisitCount.objects.create(organisation=made.organisation, path="/zebra/", day=timezone.localdate(), visits=500)
    return made


@pytest.mark.parametrize("role", list(Role))
def test_no_screen_shows_anything_of_another_organisation(ours: Answered, theirs: Answered, role: Role) -> None:
    page, client = f"{theirs.pages[0]}:en", browser(ours.organisation, role)
    for name in SCREENS:
        html = read(client, name, page=page, state="all", organisation=str(theirs.organisation.pk))
        for secret in ("Zebrasecret", "/zebra/", "theirs"):
            assert secret not in html.replace(page, ""), name


def test_somebody_who_is_not_signed_in_or_belongs_to_nobody_sees_no_screen(ours: Answered) -> None:
    user = make_user(ours.organisation)
    client = Client()
    client.force_login(user)
    user.groups.clear()
    for name in SCREENS:
        address = reverse(f"feedback:{name}")
        assert Client().get(address).status_code == 302
        assert client.get(address).status_code in {302, 404}


def test_a_page_of_another_organisation_is_not_found(ours: Answered, theirs: Answered) -> None:
    for role in Role:
        address = reverse("feedback:page", args=[theirs.pages[0], "en"])
        assert browser(ours.organisation, role).get(address).status_code == 404


def test_nobody_decides_about_a_comment_of_another_organisation(ours: Answered, theirs: Answered) -> None:
    comment = Comment.objects.filter(organisation=theirs.organisation).first()
    assert comment
    for role in Role:
        client = browser(ours.organisation, role)
        for name in ("handle", "delete"):
            address = reverse(f"feedback:{name}", args=[comment.pk])
            assert client.post(address, {"handled": "1"}).status_code == 404
    assert Comment.objects.get(pk=comment.pk).handled_on is None


def test_authors_read_comments_and_editors_deal_with_them(ours: Answered) -> None:
    comment = Comment.objects.filter(organisation=ours.organisation)[0]
    author, editor = browser(ours.organisation, Role.AUTHOR), browser(ours.organisation)
    address = reverse("feedback:handle", args=[comment.pk])
    assert author.post(address, {"handled": "1"}).status_code == 404
    assert address not in read(author, "comments")
    assert address in read(editor, "comments")
    answer = editor.post(address, {"handled": "1", "state": "open", "useful": "no", "next": "https://evil.example"})
    assert answer["Location"] == f"{reverse('feedback:comments')}?state=open&useful=no&page="
    comment.refresh_from_db()
    assert (comment.handled_on, comment.handled_by) == (timezone.localdate(), make_user(ours.organisation))
    assert address not in read(editor, "comments")
    assert address in read(editor, "comments", state="handled")
    editor.post(address, {"handled": "0"})
    comment.refresh_from_db()
    assert (comment.handled_on, comment.handled_by) == (None, None)


def test_a_comment_that_says_too_much_is_deleted_for_ever(ours: Answered) -> None:
    comment = Comment.objects.filter(organisation=ours.organisation)[0]
    browser(ours.organisation).post(reverse("feedback:delete", args=[comment.pk]))
    assert not Comment.objects.filter(pk=comment.pk).exists()


def test_nothing_is_decided_by_a_link(ours: Answered) -> None:
    comment, client = Comment.objects.filter(organisation=ours.organisation)[0], browser(ours.organisation)
    for name in ("handle", "delete"):
        assert client.get(reverse(f"feedback:{name}", args=[comment.pk])).status_code == 405


def test_pages_come_in_the_order_that_is_asked_for_with_their_sums(ours: Answered) -> None:
    rows = table(browser(ours.organisation), "pages_csv", order="no")
    assert rows[1:] == [
        ["ours page 1", "en", "/page-1/", "33", "12", "73", "1"],
        ["ours page 0", "en", "/page-0/", "33", "0", "100", "1"],
    ]
    Tally.objects.filter(page_id=ours.pages[0], day=timezone.localdate()).update(yes=90)
    assert [row[0] for row in table(browser(ours.organisation), "pages_csv", order="answers")[1:]] == [
        "ours page 0",
        "ours page 1",
    ]


def test_a_period_leaves_out_what_is_older(ours: Answered) -> None:
    Tally.objects.filter(page_id=ours.pages[1]).update(day=F("day") - timedelta(weeks=8))
    client = browser(ours.organisation)
    assert "ours page 1" in read(client, "pages", weeks="12")
    assert "ours page 1" not in read(client, "pages", weeks="4")
    assert "ours page 1" in read(client, "pages", locale="en")
    assert "ours page 1" in read(client, "pages", weeks="nonsense", order="nonsense", locale="xx", p="nonsense")


def test_one_page_shows_weeks_versions_and_comments(ours: Answered) -> None:
    html = read(browser(ours.organisation), "page", ours.pages[1], "en")
    assert "ours page 1" in html
    assert "Too long. (ours)" in html
    assert "on the site now" in html
    assert html.count('<rect class="fb-yes"') == 12
    assert "10 yes, 3 no" in html


def test_a_comment_is_words_and_never_markup(ours: Answered) -> None:
    Comment.objects.filter(page_id=ours.pages[0]).update(text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in read(browser(ours.organisation), "comments")


def test_no_cell_of_a_table_is_a_formula(ours: Answered) -> None:
    for begins in ("=1+1", "+1", "-1", "@x", "\t=1", "＝1", " =1"):
        Comment.objects.filter(page_id=ours.pages[0]).update(text=begins)
        texts = [row[4] for row in table(browser(ours.organisation), "comments_csv", state="all")]
        assert f"'{begins}" in texts


def test_an_owner_sees_sums_of_its_adopters_and_no_word_of_their_visitors(ours: Answered) -> None:
    for slug in ("one", "two"):
        make_answered(slug, owner=ours.organisation, text="Zebrasecret")
    client = browser(ours.organisation, Role.ADMINISTRATOR)
    assert table(client, "adopters_csv")[1:] == [
        ["ours page 1", "en", "2", "66", "24", "73"],
        ["ours page 0", "en", "2", "66", "0", "100"],
    ]
    for name in SCREENS:
        html = read(client, name, state="all")
        assert "Zebrasecret" not in html
        assert "two council" not in html
    html = read(client, "page", ours.pages[0], "en")
    assert "Zebrasecret" not in html


def test_an_adopter_sees_answers_about_the_page_that_it_has_adopted(ours: Answered) -> None:
    adopter = make_answered("one", owner=ours.organisation)
    html = read(browser(adopter.organisation), "pages")
    assert "ours page 0" in html
    assert read(browser(adopter.organisation), "page", ours.pages[0], "en")


def test_a_page_that_was_withdrawn_keeps_its_title_and_its_answers(ours: Answered) -> None:
    LiveEntry.objects.filter(page_id=ours.pages[0]).delete()
    client = browser(ours.organisation)
    assert ["ours page 0", "en", "", "33", "0", "100", "1"] in table(client, "pages_csv")
    assert "not on the site any more" in read(client, "page", ours.pages[0], "en")


def test_of_a_page_of_others_only_the_versions_are_named_that_visitors_here_have_seen(ours: Answered) -> None:
    adopter = make_answered("one", owner=ours.organisation)
    LiveEntry.objects.filter(organisation=adopter.organisation).delete()
    StoredDocument.objects.create(
        digest="e" * 64, page_id=ours.pages[0], locale="en", type="standard", owner=ours.organisation, body=b"{}",
        title="Zebrasecret", summary="", words="",
    )  # fmt: skip
    html = read(browser(adopter.organisation), "pages") + read(
        browser(adopter.organisation), "page", ours.pages[0], "en"
    )
    assert "ours page 0" in html
    assert "Zebrasecret" not in html


def test_a_site_that_does_not_ask_says_how_to_begin(ours: Answered) -> None:
    Organisation.objects.update(feedback_url="")
    html = read(browser(ours.organisation), "pages")
    assert "does not ask whether its pages are useful" in html
    assert "http://testserver/api/v1/feedback/" in html


@override_settings(WAYMARK_FEEDBACK_COMMENT_DAYS=30)
def test_an_old_comment_is_not_shown_even_before_it_is_deleted(ours: Answered) -> None:
    Comment.objects.update(day=timezone.localdate() - timedelta(days=31))
    client = browser(ours.organisation)
    assert "Too long." not in read(client, "comments", state="all") + read(client, "page", ours.pages[0], "en")
    assert len(table(client, "comments_csv", state="all")) == 1


def test_a_screen_costs_the_same_for_two_pages_and_for_twenty() -> None:
    small, large = make_answered("small", 2), make_answered("large", 20)
    make_answered("small-user", 2, owner=small.organisation)
    make_answered("large-user", 20, owner=large.organisation)
    costs: dict[str, list[int]] = {}
    for each in (small, large):
        client = browser(each.organisation)
        read(client, "pages")
        for name in ("pages", "comments", "adopters", "pages_csv", "comments_csv", "adopters_csv"):
            with CaptureQueriesContext(connection) as queries:
                read(client, name, weeks="12", state="all")
            costs.setdefault(name, []).append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            read(client, "page", each.pages[1], "en")
        costs.setdefault("page", []).append(len(queries))
    assert all(two == twenty <= 36 for two, twenty in costs.values()), costs


def test_visits_are_not_counted_until_an_administrator_says_so(ours: Answered) -> None:
    editor, administrator = browser(ours.organisation), browser(ours.organisation, Role.ADMINISTRATOR)
    address = reverse("feedback:switch_visits")
    assert editor.post(address, {"count": "1"}).status_code == 404
    assert "are not counted" in read(editor, "visits")
    assert administrator.get(address).status_code == 405
    administrator.post(address, {"count": "1"})
    VisitCount.objects.create(organisation=ours.organisation, path="/a/", day=timezone.localdate(), visits=9)
    VisitCount.objects.create(organisation=ours.organisation, path="/b/", day=timezone.localdate(), visits=1_200)
    html = read(editor, "visits")
    assert "fewer than 10" in html
    assert table(editor, "visits_csv")[1:] == [["/b/", "1,200"], ["/a/", "fewer than 10"]]
    administrator.post(address, {"count": "0"})
    assert not VisitCount.objects.exists()
    assert not VisitCounting.objects.exists()
