"""The demonstration goes through the real publish path, complete and without a dead reference; a second run changes nothing."""

import json
import re
from collections import Counter
from typing import Any

import pytest

from backend.demo.source import ORDER
from backend.organisations.models import Contact, Organisation
from backend.publishing import store
from backend.publishing.models import PublishIntent, StoredMedia
from backend.sharing.attention import Kind, attention_of
from backend.sharing.models import Adoption, Mode
from content_models import (
    DOCUMENT_TYPES,
    Document,
    Manifest,
    Overlay,
    canonical_bytes,
    contact_ids,
    media_files,
    page_ids,
    parse_document,
    parse_overlay,
)
from content_models.blocks import Block
from tests.backend.demo.conftest import Demonstration

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]

AT_LEAST = {
    "home": 5,
    "section": 8,
    "strategy": 5,
    "signs": 1,
    "guide": 4,
    "case_study": 5,
    "signpost": 7,
    "film": 2,
    "event": 3,
    "campaign": 3,
    "toolkit": 2,
    "news": 3,
    "standard": 20,
}


def manifest(slug: str) -> Manifest:
    return Manifest.parse(bytes(store.manifest_of(slug).body))


def documents(slug: str) -> list[Document]:
    return [parse_document(data) for data in store.bodies_of(slug) if not is_overlay(data)]


def overlays(slug: str) -> list[Overlay]:
    return [parse_overlay(data) for data in store.bodies_of(slug) if is_overlay(data)]


def is_overlay(data: bytes) -> bool:
    return bool(json.loads(data)["type"] == "overlay")


def everything() -> list[Document]:
    return [document for slug in ORDER for document in documents(slug)]


def test_every_type_of_page_is_live_somewhere() -> None:
    found = Counter(str(document.type) for document in everything())

    assert set(found) == set(DOCUMENT_TYPES)
    assert {kind: found[kind] for kind, least in AT_LEAST.items() if found[kind] < least} == {}


def test_every_type_of_block_is_used_somewhere() -> None:
    blocks = {
        block.type
        for document in everything()
        for block in (*document.body, *(document.story if document.type == "case_study" else ()))
    }

    assert blocks == {kind.model_fields["type"].default for kind in Block.__args__[0].__args__}


@pytest.mark.parametrize("slug", ORDER)
def test_no_reference_of_a_site_is_dead(slug: str) -> None:
    site = manifest(slug)
    pages = {entry.id for entry in site.entries} | {page.id for page in site.external}
    contacts = {contact.id for contact in site.contacts}

    assert page_ids(site) <= pages
    assert contact_ids(site) <= contacts
    for document in documents(slug):
        assert page_ids(document) <= pages, document.title
        assert contact_ids(document) <= contacts, document.title
    for overlay in overlays(slug):
        assert page_ids(overlay) <= pages
        assert contact_ids(overlay) <= contacts


@pytest.mark.parametrize("slug", ORDER)
def test_every_file_that_a_site_names_is_kept(slug: str) -> None:
    wanted = {key for model in (manifest(slug), *documents(slug), *overlays(slug)) for key in media_files(model)}

    assert set(StoredMedia.objects.filter(digest__in=wanted).values_list("digest", flat=True)) == wanted


@pytest.mark.parametrize("slug", ORDER)
def test_a_site_has_its_brand_its_legal_pages_and_its_notice(slug: str) -> None:
    site = manifest(slug).site

    assert site.brand.logo
    assert site.brand.favicon
    assert site.legal.accessibility
    assert site.legal.privacy
    assert site.legal.contact
    assert site.footer_contact
    assert site.demonstration
    assert site.demonstration.startswith("Demonstration.")
    assert site.base_url == f"http://{slug}.localhost:8080"


def test_brands_are_told_apart_by_colour() -> None:
    assert len({manifest(slug).site.brand.colours.brand for slug in ORDER}) == len(ORDER)


@pytest.mark.parametrize("slug", ORDER)
def test_help_stands_in_the_order_of_urgency(slug: str) -> None:
    site = manifest(slug)
    kinds = {contact.id: contact.kind for contact in site.contacts}
    panel = [kinds[link.contact] for link in site.site.help.contacts]

    assert panel[:5] == ["emergency", "anonymous_hotline", "support_line", "referral", "report_online"]
    assert panel[-1] == "non_emergency"


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("bedfordshire-police", "E23000026"),
        ("essex-police", "E23000028"),
        ("colchester", "E07000071"),
        ("buckinghamshire", "E06000060"),
    ],
)
def test_areas_carry_their_ons_codes(slug: str, code: str) -> None:
    assert [area.code for area in manifest(slug).site.organisation.areas] == [code]


def test_every_page_says_what_changed_and_when_it_is_looked_at_again() -> None:
    for document in everything():
        assert document.last_reviewed, document.title
        assert document.review_due, document.title
        assert document.index_terms, document.title
        assert document.change_note or document.type == "section", document.title


def test_stories_are_marked_as_illustrative_and_their_consent_stays_inside() -> None:
    stories = [document for document in everything() if document.type == "case_study"]

    assert len(stories) >= 4
    for story in stories:
        assert "illustrative" in (story.details_note or "")
        assert b"consent" not in canonical_bytes(story)


def test_campaigns_that_have_ended_lead_to_what_replaces_them() -> None:
    ended = [page for page in everything() if page.type == "campaign" and page.period.ends]
    news = [page for page in everything() if page.type == "news" and page.replaces]

    assert {page.owner.slug for page in ended} == {"ct-policing", "colchester"}
    assert all(page.successor and page.successor.text == "ACT Early" for page in ended)
    assert len(news) == 1


def test_nothing_of_the_known_rot_is_in_the_words() -> None:
    """Legacy mail domains, the old site of the Home Office, and the older word for susceptible (domain facts)."""
    text = " ".join(
        canonical_bytes(part).decode() for slug in ORDER for part in (manifest(slug), *documents(slug), *overlays(slug))
    )

    assert not re.search(r"gsi\.gov\.uk|pnn\.police\.uk|homeoffice\.gov\.uk|ltai\.info", text)
    assert "vulnerable" not in text.lower()
    assert set(re.findall(r"\b01\d{3} \d{3}", text)) == {"01632 960"}
    assert all(host.endswith(".example") for host in re.findall(r"[\w.-]+@([\w.-]+\w)", text))


def test_pages_of_other_organisations_are_named_with_their_owner() -> None:
    external = {page.owner.slug for page in manifest("essex-police").external}

    assert external == {"ct-policing", "colchester"}
    assert manifest("ct-policing").external == ()


def test_one_record_serves_all_sites() -> None:
    line = Contact.objects.get(label="ACT Early support line")

    assert all(line.uuid in {contact.id for contact in manifest(slug).contacts} for slug in ORDER)


def test_old_addresses_are_redirected() -> None:
    assert [redirect.path for redirect in manifest("essex-police").redirects] == ["/refer/"]


def test_a_second_run_changes_nothing(demonstration: Demonstration) -> None:
    assert demonstration.manifests.keys() == set(ORDER)
    for slug, before in demonstration.manifests.items():
        assert demonstration.manifests_again[slug] == before, slug
    for report in demonstration.second.values():
        assert report.created == []
        assert report.updated == []
        assert report.unchanged


def test_the_loader_says_what_it_did(demonstration: Demonstration) -> None:
    assert demonstration.lines[0] == "ct-policing: 40 pages created, 4 updated, 0 as before"
    assert demonstration.lines[-1] == "shared: 11 pages adopted"
    assert len(demonstration.lines) == len(ORDER) + 1


def test_each_organisation_shares_in_its_own_way() -> None:
    ways: dict[tuple[str, str], Any] = {
        (adoption.organisation.slug, adoption.page.slug): adoption
        for adoption in Adoption.objects.filter(root=None).select_related("organisation", "page").with_current()
    }
    waiting = ways["colchester", "tell-someone"]
    assert waiting.mode == Mode.REVIEW
    assert waiting.accepted_digest != waiting.current_digest
    assert ways["buckinghamshire", "what-to-look-for"].mode == Mode.DETACHED
    assert [item.kind for item in attention_of(ways["buckinghamshire", "tell-someone"].organisation)] == [Kind.UNPLACED]
    assert attention_of(ways["essex-police", "tell-someone"].organisation) == []
    stories = Adoption.objects.filter(root=ways["bedfordshire-police", "stories"])
    assert stories.count() == 5


def test_what_an_organisation_added_stands_on_its_site_and_nowhere_else() -> None:
    words = "We ring back with an interpreter"
    assert [slug for slug in ORDER if any(words in canonical_bytes(each).decode() for each in overlays(slug))] == [
        "essex-police"
    ]


def test_nothing_waits_to_be_published() -> None:
    assert not PublishIntent.objects.filter(done__isnull=True).exists()


def test_every_organisation_owns_its_media() -> None:
    from wagtail.images import get_image_model

    owners: Any = get_image_model().objects.values_list("collection_id", flat=True)

    assert set(owners) <= set(Organisation.objects.values_list("collection_id", flat=True))


def test_key_pages_are_translated_and_a_follower_gets_the_translations_of_the_languages_it_has() -> None:
    national = {(entry.path, entry.locale): entry for entry in manifest("ct-policing").entries}
    local = {(entry.path, entry.locale): entry for entry in manifest("buckinghamshire").entries}

    assert {locale for _, locale in national} == {"en", "cy", "ur", "ar"}
    assert {("/cy/dweud-wrth-rywun/", "cy"), ("/ur/tell-someone/", "ur"), ("/ar/what-to-look-for/", "ar")} <= set(
        national
    )
    brought = local["/ur/tell-someone/", "ur"]
    assert brought.adopted
    assert brought.digest == national["/ur/tell-someone/", "ur"].digest
    assert brought.id == local["/tell-someone/", "en"].id
    assert not [path for path, locale in local if locale == "ar"]


def test_who_to_ring_is_told_in_every_language_of_a_site() -> None:
    for slug in ("ct-policing", "buckinghamshire"):
        site = manifest(slug)
        shown = {link.contact for link in site.site.help.contacts}
        for contact in site.contacts:
            if contact.id in shown and (contact.confidentiality or contact.note):
                assert {"cy", "ur"} <= {words.locale for words in contact.translations}, contact.label


def test_what_every_page_says_and_names_of_contacts_are_in_every_language_of_a_site() -> None:
    for slug in ORDER:
        found = manifest(slug)
        others = set(found.site.locales[1:])
        assert {words.locale for words in found.site.translations if all(dict(words).values())} == others, slug
        for contact in found.contacts:
            if contact.label != contact.phone:
                assert others <= {words.locale for words in contact.translations if words.label}, contact.label
