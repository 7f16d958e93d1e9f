"""Adopted pages and the library as the public reads them, written through the real publishing."""

import hashlib
import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from backend.organisations.models import Organisation
from backend.publishing.models import StoredOverlay
from backend.sharing.models import AdoptedPage, Adoption, Mode, Offer, OfferState
from tests.backend.pages.factories import make_page
from tests.backend.publishing.adoptions import (
    adopt,
    fill,
    hidden,
    insertion,
    make_offer,
    make_source,
    republish,
    slot,
    text,
)
from tests.backend.publishing.sites import drained, make_site

API = "/api/v1"
IMMUTABLE = "public, max-age=31536000, immutable"


@pytest.fixture(autouse=True)
def no_stale_roots() -> None:
    """Wagtail caches where sites begin; every test has sites of its own."""
    Site.clear_site_root_paths_cache()


@pytest.fixture
def national(db: None) -> Organisation:
    """The owner of what is shared."""
    return make_site("national", kind="national")


@pytest.fixture
def force(national: Organisation) -> Organisation:
    """An adopter."""
    return make_site("force")


@pytest.fixture
def source(national: Organisation) -> Any:
    """A page of the owner's that links to another of its pages."""
    other = make_page("guide", national, slug="other", title="Another page")
    link = f'Listen first. <a linktype="page" id="{other.pk}">And then</a>'
    return make_source(national, body=[text("one", link), slot(), text("two", "Take your time.")])


@pytest.fixture
def offer(national: Organisation, source: Any) -> Offer:
    """The source on offer to everybody."""
    return make_offer(source, national, topics=["referral"], guidance="Only for our eyes.")


@pytest.fixture
def page(offer: Offer, force: Organisation) -> AdoptedPage:
    """The page as a force shows it, with parts of its own."""
    return adopt(
        offer,
        force,
        slug="help",
        overlay=[fill("local-help", text("x", "Come to the marzipan library")), insertion("one", text("y", "Near you")), hidden("two")],
        own_summary="Help in our area.",
    )  # fmt: skip


def get(client: Client, address: str) -> Any:
    response = client.get(f"{API}/{address}")
    assert response.status_code == 200, response.getvalue()
    return json.loads(response.getvalue())


def test_an_overlay_is_its_canonical_bytes_for_ever(client: Client, page: AdoptedPage) -> None:
    digest = StoredOverlay.objects.get().digest
    response = client.get(f"{API}/overlays/{digest}")
    assert hashlib.sha256(response.content).hexdigest() == digest
    assert response["ETag"] == f'"{digest}"'
    assert response["Cache-Control"] == IMMUTABLE
    assert response["Content-Language"] == "en"
    assert response["Vary"] == "origin", "beside that, any cache may keep it for everybody"
    assert client.get(f"{API}/overlays/{digest}", headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.get(f"{API}/overlays/{digest}", headers={"If-Match": '"other"'}).status_code == 412
    assert response.json()["organisation"]["slug"] == "force"


def test_an_overlay_that_is_not_shown_any_more_is_410_and_one_that_never_was_404(
    client: Client, page: AdoptedPage
) -> None:
    first = StoredOverlay.objects.get().digest
    assert client.get(f"{API}/overlays/{'0' * 64}").status_code == 404
    assert client.get(f"{API}/overlays/nonsense").status_code == 404
    republish(page, own_summary="Another.")
    assert client.get(f"{API}/overlays/{first}").status_code == 200, (
        "a reader may be halfway through the manifest before"
    )
    page.refresh_from_db()
    page.unpublish()
    drained()
    assert client.get(f"{API}/overlays/{first}").status_code == 410


def test_the_export_holds_the_manifest_and_each_document_and_overlay_once(client: Client, page: AdoptedPage) -> None:
    lines = client.get(f"{API}/sites/force/export").getvalue().splitlines()
    manifest = json.loads(lines[0])
    wanted = [entry[part] for entry in manifest["entries"] for part in ("digest", "overlay") if part in entry]
    assert [hashlib.sha256(line).hexdigest() for line in lines[1:]] == wanted
    assert [json.loads(line)["type"] for line in lines[1:]] == ["home", "standard", "overlay"]


def test_a_ready_page_has_its_local_parts_in_their_places_and_says_whose_is_what(
    client: Client, page: AdoptedPage, source: Any
) -> None:
    found = get(client, f"sites/force/pages/{source.translation_key}")
    document = found["document"]
    assert [block["id"] for block in document["body"]] == ["one", "y", "local-help"]
    assert "Come to the marzipan library" in str(document["body"][2])
    assert document["summary"] == "Help in our area."
    assert 'href="https://national.example/other/"' in document["body"][0]["value"]["html"]
    own = StoredOverlay.objects.get().digest
    assert found["provenance"] == {
        "owner": {"slug": "national", "name": "National"},
        "id": str(source.translation_key),
        "digest": found["digest"],
        "mode": "follow",
        "overlay": own,
        "canonical": "https://national.example/listening/",
        "blocks": {"one": "national", "y": "local", "local-help": "national", "x": "local"},
    }
    assert found["url"] == "https://force.example/help/"


def test_links_lead_to_where_the_target_is_adopted_with_the_summary_that_stands_there(
    client: Client, page: AdoptedPage, force: Organisation
) -> None:
    make_page("standard", force, slug="all", body=[{"type": "card_grid", "id": "g", "value": {
        "heading": "See", "cards": [{"type": "item", "id": "c", "value": {"link": page.pk, "text": ""}}]}}])  # fmt: skip
    drained()
    [found] = get(client, "sites/force/pages/?path=/all/")["pages"]
    link = found["document"]["body"][0]["value"]["cards"][0]["link"]
    assert (link["url"], link["title"], link["summary"]) == (
        "https://force.example/help/", "Listening", "Help in our area."
    )  # fmt: skip


def test_words_of_local_parts_are_found(client: Client, page: AdoptedPage) -> None:
    assert [one["path"] for one in get(client, "sites/force/pages/?q=marzipan%20listen")["pages"]] == ["/help/"]
    assert get(client, "sites/national/pages/?q=marzipan")["pages"] == []


def test_pages_of_ones_own_say_so_and_detached_ones_what_they_were_made_from(
    client: Client, offer: Offer, source: Any, force: Organisation
) -> None:
    [own] = get(client, "sites/national/pages/?path=/listening/")["pages"]
    assert own["provenance"]["mode"] == "own"
    assert own["provenance"]["owner"]["slug"] == "national"
    copy = make_page("standard", force, slug="ours")
    Adoption.objects.create(
        organisation=force, offer=offer, page=copy, source=source, source_key=source.translation_key, locale="en",
        mode=Mode.DETACHED, accepted_digest=own["digest"],
    )  # fmt: skip
    drained()
    [found] = get(client, "sites/force/pages/?path=/ours/")["pages"]
    assert found["provenance"] == {
        "owner": {"slug": "national", "name": "National"},
        "id": str(source.translation_key),
        "digest": own["digest"],
        "mode": "detached",
        "blocks": {},
    }


def test_the_library_lists_what_is_offered_to_everybody(client: Client, offer: Offer, source: Any) -> None:
    answer = get(client, "library/")
    [found] = answer["pages"]
    assert answer["total"] == 1
    document = get(client, f"documents/{found['digest']}")
    assert found == {
        "id": str(source.translation_key),
        "owner": {"slug": "national", "name": "National"},
        "type": "standard",
        "locale": "en",
        "locales": ["en"],
        "title": "Listening",
        "summary": source.summary,
        "topics": ["referral"],
        "nations": ["england"],
        "whole_section": False,
        "url": "https://national.example/listening/",
        "digest": found["digest"],
        "document": f"http://testserver{API}/documents/{found['digest']}",
        "last_updated": document["last_updated"],
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type=standard", 1), ("type=guide", 0), ("topic=referral", 1), ("topic=stories", 0), ("owner=national", 1),
        ("owner=force", 0), ("nation=england", 1), ("nation=scotland", 0), ("locale=en", 1), ("locale=cy", 0),
        ("q=LISTEN%20time", 1), ("q=xyzzy", 0), ("q=%25", 0), ("type=standard&topic=referral&q=listen&nation=england", 1),
    ],
)  # fmt: skip
def test_the_library_is_narrowed(client: Client, offer: Offer, query: str, found: int) -> None:
    assert get(client, f"library/?{query}")["total"] == found


def test_the_library_leads_through_its_pages(client: Client, national: Organisation) -> None:
    for number in range(5):
        make_offer(make_source(national, title=f"Page {number}", slug=f"page-{number}"), national)
    seen: list[str] = []
    url = f"{API}/library/?limit=2&owner=national"
    while url:
        answer = client.get(url).json()
        seen += [page["title"] for page in answer["pages"]]
        url = answer.get("next", "")
    assert seen == [f"Page {number}" for number in range(5)]
    assert get(client, "library/?limit=2&offset=4")["previous"].endswith("limit=2&offset=2")


def test_the_library_answers_304_and_refuses_what_it_does_not_know(client: Client, offer: Offer) -> None:
    etag = client.get(f"{API}/library/")["ETag"]
    assert client.get(f"{API}/library/", headers={"If-None-Match": etag}).status_code == 304
    for query in (
        "audience=all",
        "everybody=0",
        "state=recalled",
        "topic=unknown",
        "owner=A_B",
        "limit=0",
        "q=",
        "site=x",
    ):
        assert client.get(f"{API}/library/?{query}").status_code == 400, query
    assert client.post(f"{API}/library/", {}).status_code == 405


RESTRICTED: dict[str, dict[str, Any]] = {
    "for kinds": {"everybody": False, "kinds": ["council"]},
    "for nations": {"everybody": False, "nations": ["wales"]},
    "for named organisations": {"everybody": False},
    "withdrawn": {"state": OfferState.WITHDRAWN, "reason": "Old.", "ends_on": "2027-01-01"},
    "recalled": {"state": OfferState.RECALLED, "reason": "Wrong."},
}


@pytest.mark.parametrize("why", RESTRICTED)
def test_the_library_says_nothing_of_what_is_not_for_everybody(
    client: Client, national: Organisation, force: Organisation, why: str
) -> None:
    source = make_source(national, title="Zebra", slug="zebra")
    made = make_offer(source, national, **RESTRICTED[why])
    made.organisations.add(force)
    for query in ("", "?q=zebra", "?owner=national", "?type=standard&limit=100", "?nation=england"):
        body = client.get(f"{API}/library/{query}").content.decode()
        assert "Zebra" not in body
        assert str(source.translation_key) not in body
        assert json.loads(body)["total"] == 0


def test_the_library_says_nothing_of_drafts_private_pages_and_pages_taken_down(
    client: Client, national: Organisation
) -> None:
    draft = make_page("standard", national, title="Zebra draft", slug="draft", published=False)
    private, gone, changed = (make_source(national, title=f"Zebra {name}", slug=name) for name in ("p", "g", "c"))
    for page in (draft, private, gone, changed):
        make_offer(page, national)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    gone.unpublish()
    changed.title = "Zebra unpublished"
    changed.save_revision()
    drained()
    assert [page["title"] for page in get(client, "library/")["pages"]] == ["Zebra c"]


def test_no_digest_opens_another_organisations_overlay_that_is_not_public(
    client: Client, offer: Offer, page: AdoptedPage, national: Organisation
) -> None:
    council = make_site("council", kind="council")
    theirs = adopt(offer, council, slug="theirs", overlay=[insertion("one", text("z", "Zebra council"))])
    digest = StoredOverlay.objects.get(organisation=council).digest
    assert client.get(f"{API}/overlays/{digest}").status_code == 200
    for document in ("documents", "media"):
        assert client.get(f"{API}/{document}/{digest}").status_code == 404
    PageViewRestriction.objects.create(page=theirs, restriction_type=PageViewRestriction.LOGIN)
    drained()
    for name in (digest, digest.upper(), digest[:16], f"{digest}%00"):
        response = client.get(f"{API}/overlays/{name}")
        # That others still show the same page of the owner's opens nothing of theirs.
        assert response.status_code in {404, 410}
        assert "Zebra" not in response.content.decode()
    assert "Zebra" not in client.get(f"{API}/sites/council/export").getvalue().decode()
    assert "Zebra" not in client.get(f"{API}/sites/force/pages/{offer.source_key}").content.decode()


def test_a_draft_of_local_parts_is_nobodys_to_read(client: Client, page: AdoptedPage) -> None:
    page.own_summary = "Zebra draft."
    page.save_revision()
    drained()
    for address in ("sites/force/export", "sites/force/pages/?q=zebra", "sites/force/manifest", "library/?q=zebra"):
        assert "Zebra" not in client.get(f"{API}/{address}").getvalue().decode()
    assert StoredOverlay.objects.count() == 1


def test_a_page_that_its_owner_took_down_stays_readable_where_it_is_adopted(
    client: Client, page: AdoptedPage, source: Any
) -> None:
    digest = get(client, f"sites/force/pages/{source.translation_key}")["digest"]
    Page.objects.get(pk=source.pk).specific.delete()
    drained()
    assert client.get(f"{API}/sites/national/pages/{source.translation_key}").status_code == 410
    assert get(client, f"sites/force/pages/{source.translation_key}")["provenance"].get("canonical") is None
    assert client.get(f"{API}/documents/{digest}").status_code == 200
    assert get(client, "library/")["total"] == 0
