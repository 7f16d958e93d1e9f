"""Resolving fills references in for one site, loses no block and no word, and can be done twice."""

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from content_models import (
    Document,
    DocumentBase,
    Links,
    Resolved,
    canonical_bytes,
    contact_ids,
    media_files,
    page_ids,
    parse_document,
    resolve,
    resolve_html,
    walk,
)
from content_models.contacts import Contact, ContactKind, ContactLink
from content_models.documents import Standard
from content_models.examples import example_documents
from content_models.links import PageLink
from content_models.rich_text import RichText
from tests.content_models.strategies import documents, rich_text

EVERY_BLOCK = example_documents()["standard/every-block.json"]


def links_for(document: DocumentBase, data: st.DataObject) -> Links:
    """Return links that know some of the document's pages and contacts."""
    pages = data.draw(st.sets(st.sampled_from(sorted(page_ids(document)) or [uuid4()])), label="known pages")
    contacts = data.draw(st.sets(st.sampled_from(sorted(contact_ids(document)) or [uuid4()])), label="known contacts")
    return Links(
        pages={page: Resolved(f"https://site.example/{page}/", f"Title {page}", "Words.") for page in pages},
        contacts={
            contact: Contact(id=contact, kind=ContactKind.OTHER, label="x", need="y", phone="101")
            for contact in contacts
        },
        media_url=lambda file: f"https://site.example/media/{file.digest}",
    )


def typed(document: DocumentBase) -> Document:
    return parse_document(canonical_bytes(document))


def words(document: DocumentBase) -> list[str]:
    return [part.plain for part in walk(document) if isinstance(part, RichText)]


@given(documents(), st.data())
def test_resolving_loses_no_block_and_no_word(document: DocumentBase, data: st.DataObject) -> None:
    resolved = resolve(typed(document), links_for(document, data))

    assert [(block.id, block.type) for block in resolved.body] == [(block.id, block.type) for block in document.body]
    assert [text.replace(" ", "") for text in words(resolved)] == [text.replace(" ", "") for text in words(document)]


@given(documents(), st.data())
def test_resolving_twice_is_resolving_once(document: DocumentBase, data: st.DataObject) -> None:
    links = links_for(document, data)
    once = resolve(typed(document), links)

    assert resolve(once, links) == once


@given(documents(), st.data())
def test_a_resolved_document_still_follows_the_contract(document: DocumentBase, data: st.DataObject) -> None:
    resolved = resolve(typed(document), links_for(document, data))

    assert parse_document(canonical_bytes(resolved)) == resolved


@given(documents())
def test_without_links_only_dead_anchors_change(document: DocumentBase) -> None:
    resolved = resolve(typed(document), Links())

    assert all(part.url is None for part in walk(resolved) if isinstance(part, PageLink))
    assert "page:" not in "".join(part.html for part in walk(resolved) if isinstance(part, RichText))


@given(rich_text())
def test_a_dead_link_keeps_its_words(html: str) -> None:
    resolved = resolve_html(html, Links().address)

    assert "page:" not in resolved
    assert RichText(html=resolved).plain.split() == RichText(html=html).plain.split()


def test_a_page_link_becomes_an_address_and_keeps_its_markup() -> None:
    page = UUID("7b1f5f0e-3c50-4f0a-9d2b-1c6c1f1f0a11")
    html = f'<p>Go <a href="page:{page}" rel="next">to <em>it</em></a>.</p>'

    links = Links({page: Resolved("/it/?a&b", "It", "It.")})
    assert resolve_html(html, links.address) == '<p>Go <a href="/it/?a&amp;b">to <em>it</em></a>.</p>'


def test_all_pages_contacts_and_files_of_a_document_are_found() -> None:
    assert isinstance(EVERY_BLOCK, Standard)
    in_text = {UUID(page) for part in walk(EVERY_BLOCK) if isinstance(part, RichText) for page in part.page_ids}
    in_fields = {part.page for part in walk(EVERY_BLOCK) if isinstance(part, PageLink)}

    assert page_ids(EVERY_BLOCK) == in_text | in_fields
    assert in_text
    assert in_fields
    assert contact_ids(EVERY_BLOCK) == {part.contact for part in walk(EVERY_BLOCK) if isinstance(part, ContactLink)}
    assert len(contact_ids(EVERY_BLOCK)) == 3
    assert {file.media_type for file in media_files(EVERY_BLOCK).values()} == {
        "application/pdf",
        "image/svg+xml",
        "text/vtt",
        "video/mp4",
    }


def test_a_contact_that_leads_to_a_page_is_resolved_all_the_way() -> None:
    page, contact = uuid4(), uuid4()
    record = Contact(id=contact, kind=ContactKind.REFERRAL, label="x", need="y", page=PageLink(page=page))
    links = Links(pages={page: Resolved("https://a.example/tell/", "Tell", "Tell us.")}, contacts={contact: record})
    document = EVERY_BLOCK.model_copy(
        update={"body": tuple(block for block in EVERY_BLOCK.body if block.type == "contact")[:1]}
    )
    block = document.body[0].model_copy(update={"value": ContactLink(contact=contact)})

    resolved = resolve(document.model_copy(update={"body": (block,)}), links)

    value = resolved.body[0].value
    assert isinstance(value, ContactLink)
    assert value.record is not None
    assert value.record.page == PageLink(page=page, url="https://a.example/tell/", title="Tell", summary="Tell us.")
