"""Answers of visitors: taken from plain forms and scripts, and led back to the site and nowhere else."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import caches
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from backend.api.views.feedback import MAX_BODY
from backend.feedback import limits
from backend.feedback.limits import Limit
from backend.feedback.models import Comment, Tally
from backend.organisations.models import Organisation
from backend.publishing.models import LiveEntry, ManifestChange, StoredDocument
from content_models import Manifest

URL = "/api/v1/feedback/"
FORM = "application/x-www-form-urlencoded"
SCRIPT = {"Accept": "application/json"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Origin": "null"}


@pytest.fixture(autouse=True)
def asked(marlshire: Manifest) -> Iterator[Manifest]:
    """The site asks, and nobody has answered yet."""
    Organisation.objects.filter(slug="marlshire").update(feedback_url=f"https://admin.example{URL}")
    caches["feedback"].clear()
    yield marlshire
    caches["feedback"].clear()


def own_page(manifest: Manifest, locale: str = "en") -> Any:
    return next(entry for entry in manifest.entries if not entry.adopted and entry.locale == locale)


def fields(manifest: Manifest, **changes: str) -> dict[str, str]:
    return {"site": "marlshire", "version": own_page(manifest).digest, "useful": "yes"} | changes


def send(client: Client, data: dict[str, str], headers: dict[str, str] = SCRIPT, **extra: Any) -> Any:
    return client.post(URL, urlencode(data), content_type=FORM, headers=headers, **extra)


def test_a_plain_form_is_led_back_to_the_site_without_a_cookie(client: Client, asked: Manifest) -> None:
    response = send(client, fields(asked, comment="Too long."), BROWSER)
    assert response.status_code == 303
    assert response["Location"] == f"{asked.site.base_url.rstrip('/')}/feedback/thanks/"
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    tally, comment = Tally.objects.get(), Comment.objects.get()
    assert (tally.yes, tally.no, tally.version, tally.day) == (1, 0, own_page(asked).digest, timezone.localdate())
    assert (comment.text, comment.useful, comment.page_id) == ("Too long.", True, own_page(asked).id)


def test_a_script_is_answered_where_it_is_and_may_read_that_without_credentials(
    client: Client, asked: Manifest
) -> None:
    response = send(client, fields(asked, useful="no"), SCRIPT | {"Origin": "https://marlshire.example"})
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert Tally.objects.get().no == 1


def test_a_field_that_is_missing_is_named(client: Client, asked: Manifest) -> None:
    response = send(client, {"site": "marlshire", "useful": "yes"})
    assert (response.status_code, response.json()["detail"]) == (400, "The parameter version is missing.")


def test_a_visitor_is_led_to_the_pages_of_their_language(client: Client, asked: Manifest) -> None:
    version = own_page(asked, "cy").digest
    assert send(client, fields(asked, version=version), BROWSER)["Location"].endswith("/cy/feedback/thanks/")


def test_an_adopted_page_counts_for_the_site_that_shows_it_and_for_its_owner(client: Client, asked: Manifest) -> None:
    adopted = next(entry for entry in asked.entries if entry.adopted)
    send(client, fields(asked, version=adopted.digest, comment="Good"))
    tally = Tally.objects.get()
    assert (tally.organisation.slug, tally.owner and tally.owner.slug) == ("marlshire", "national")
    assert Comment.objects.get().organisation.slug == "marlshire"


def test_what_tells_who_somebody_is_is_not_stored(client: Client, asked: Manifest) -> None:
    send(client, fields(asked, comment="I am at CM1 1AA, 07700 900123\x00, jo@example.org"))
    assert Comment.objects.get().text == "I am at [postcode removed], [number removed], [email address removed]"


def test_what_fills_in_the_trap_is_thanked_and_forgotten(client: Client, asked: Manifest) -> None:
    response = send(client, fields(asked, website="https://spam.example"), BROWSER)
    assert response["Location"].endswith("/feedback/thanks/")
    assert not Tally.objects.exists()


def test_an_advertisement_is_thanked_and_forgotten(client: Client, asked: Manifest) -> None:
    assert send(client, fields(asked, comment="http://a.example http://b.example http://c.example")).status_code == 204
    assert not Tally.objects.exists()


def test_a_resent_form_counts_once(client: Client, asked: Manifest) -> None:
    for _ in range(3):
        assert send(client, fields(asked, comment="Again")).status_code == 204
    assert Tally.objects.get().yes == 1
    assert Comment.objects.count() == 1
    send(client, fields(asked, comment="Another"))
    assert Tally.objects.get().yes == 2


def test_a_flood_from_one_source_is_stopped_before_it_reaches_the_store(
    client: Client, asked: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OF_SOURCE", Limit("source", 2))
    codes = [send(client, fields(asked, comment=f"No {number}")).status_code for number in range(4)]
    assert codes == [204, 204, 429, 429]
    response = send(client, fields(asked, comment="No 5"), BROWSER)
    assert response["Location"].endswith("/feedback/not-sent/")
    assert 0 < int(send(client, fields(asked))["Retry-After"]) <= 3_600
    assert send(client, fields(asked), REMOTE_ADDR="203.0.113.9").status_code == 204
    assert Tally.objects.get().yes == 3


@pytest.mark.parametrize("limit", ["OF_PAGE", "OF_SITE", "OF_SOURCE_AND_PAGE"])
def test_a_flood_from_everywhere_is_stopped_too(
    client: Client, asked: Manifest, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(limits, limit, Limit(limit, 1))
    addresses = ["203.0.113.1"] * 2 if limit == "OF_SOURCE_AND_PAGE" else ["203.0.113.1", "203.0.113.2"]
    codes = [
        send(client, fields(asked, comment=f"No {number}"), REMOTE_ADDR=address).status_code
        for number, address in enumerate(addresses)
    ]
    assert codes == [204, 429]


def test_the_version_of_a_page_that_the_site_does_not_show_is_refused(client: Client, asked: Manifest) -> None:
    shown = {entry.digest for entry in asked.entries}
    foreign = StoredDocument.objects.exclude(digest__in=shown).values_list("digest", flat=True)[0]
    for version in (foreign, "0" * 64):
        assert send(client, fields(asked, version=version)).status_code == 404
        assert send(client, fields(asked, version=version), BROWSER)["Location"].endswith("/feedback/not-sent/")
    assert not Tally.objects.exists()


@pytest.mark.parametrize(("days", "status"), [(29, 204), (31, 404)])
def test_a_replaced_version_is_taken_for_a_month(client: Client, asked: Manifest, days: int, status: int) -> None:
    entry = LiveEntry.objects.get(organisation__slug="marlshire", path=own_page(asked).path)
    old = entry.document_id
    body = StoredDocument.objects.get(digest=old)
    body.pk = "f" * 64
    body.save(force_insert=True)
    LiveEntry.objects.filter(pk=entry.pk).update(document_id="f" * 64)
    for sequence, digest, ago in ((1, old, 300), (2, "f" * 64, days)):
        change = ManifestChange.objects.create(
            organisation=entry.organisation, sequence=sequence, path=entry.path, page_id=entry.page_id,
            locale=entry.locale, digest=digest,
        )  # fmt: skip
        ManifestChange.objects.filter(pk=change.pk).update(created=timezone.now() - timedelta(days=ago))
    assert send(client, fields(asked, version=old)).status_code == status


def test_a_site_that_does_not_ask_takes_nothing(client: Client, asked: Manifest) -> None:
    for site in ("national", "nowhere"):
        response = send(client, fields(asked, site=site), BROWSER)
        assert response.status_code == 404
        assert "Location" not in response


@pytest.mark.parametrize(
    "change",
    [
        {"useful": "maybe"}, {"useful": ""}, {"site": "//evil.example"}, {"site": "a\x00b"}, {"version": "x"},
        {"comment": "x" * 1_601}, {"next": "https://evil.example/"},
    ],
)  # fmt: skip
def test_a_field_that_our_form_does_not_send_is_an_error(
    client: Client, asked: Manifest, change: dict[str, str]
) -> None:
    response = send(client, fields(asked, **change), BROWSER)
    assert response.status_code == 400
    assert "Location" not in response
    assert not Tally.objects.exists()


def test_a_huge_body_is_refused_unread(client: Client, asked: Manifest) -> None:
    assert send(client, fields(asked, comment="x" * MAX_BODY)).status_code == 413
    assert send(client, fields(asked), CONTENT_LENGTH="many").status_code == 413


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data; boundary=x", "text/plain"])
def test_only_a_plain_form_is_read(client: Client, asked: Manifest, content_type: str) -> None:
    assert client.post(URL, b"{}", content_type=content_type).status_code == 415


def test_nothing_is_read_here(client: Client) -> None:
    for method in (client.get, client.head, client.put, client.delete):
        assert method(URL).status_code == 405


def test_a_failure_leaves_no_word_of_the_comment_in_the_log(
    client: Client, asked: Manifest, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(Tally.objects, "get_or_create", fail)
    client.raise_request_exception = False
    response = send(client, fields(asked, comment="Zebrasecret"))
    assert response.status_code == 500
    assert caplog.records
    assert "Zebrasecret" not in caplog.text + response.content.decode()
    assert not Tally.objects.exists()


def test_an_answer_costs_the_same_on_a_small_site_and_a_large_one(
    client: Client, asked: Manifest, django_assert_num_queries: Any
) -> None:
    send(client, fields(asked, comment="one"))
    for comment in ("two", "three"):
        # Site, version, entry; savepoint, tally, its sum, comment, release.
        with django_assert_num_queries(8):
            send(client, fields(asked, comment=comment))
        entries = LiveEntry.objects.filter(organisation__slug="national")
        extra = [LiveEntry(organisation=each.organisation, position=1_000 + number, path=f"/more-{number}/",
                           page_id=each.page_id, locale=f"x-{number}", type=each.type, document_id=each.document_id)
                 for number, each in enumerate(entries)]  # fmt: skip
        if comment == "two":
            LiveEntry.objects.bulk_create(extra)
