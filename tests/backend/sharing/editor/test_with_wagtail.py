"""What Wagtail does with local parts: comments, comparison of revisions, and no query more for a longer page."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from backend.sharing.editor.parts import parts_of
from backend.sharing.models import AdoptedPage
from tests.backend.pages.factories import make_contact
from tests.backend.sharing.editor.test_form import insertion, slot_fill
from tests.backend.sharing.worlds import Shared, make_shared

pytestmark = pytest.mark.django_db


def test_a_comment_finds_the_words_that_it_is_about() -> None:
    shared = make_shared(overlay=[insertion("n-1", "Here.")])
    block = AdoptedPage._meta.get_field("overlay").stream_block
    found = block.get_block_by_content_path(shared.page.overlay, ["p-1", "blocks", "p-1-1"])
    assert "Here." in found.value.source


def test_two_drafts_of_local_parts_are_compared() -> None:
    shared = make_shared(overlay=[insertion("n-1", "Mondays."), slot_fill("local-support", "Ring us.")])
    first = shared.page.latest_revision
    page = shared.page
    page.overlay = [insertion("n-1", "Tuesdays."), slot_fill("local-support", "Ring us.")]
    second = page.save_revision(clean=False)
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])
    html = shared.browser().get(address).content.decode()
    assert '<span class="deletion">Mondays.</span><span class="addition">Tuesdays.</span>' in html


def long(shared: Shared, number: int) -> None:
    """Give the owner's page `number` more blocks of three kinds, and the adopted one own content after each."""
    body: list[dict[str, Any]] = []
    parts: list[dict[str, Any]] = []
    for at in range(number):
        contact = make_contact(shared.owner, label=f"Line {at}", shared=True)
        link = {"text": "More", "target": {"page": shared.source.pk, "url": ""}, "style": "primary"}
        body += [
            {"type": "contact", "id": f"c-{at}", "value": contact.pk},
            {"type": "rich_text", "id": f"t-{at}", "value": f'<p><a linktype="page" id="{shared.source.pk}">A</a></p>'},
            {"type": "action_link", "id": f"a-{at}", "value": link},
        ]
        own = make_contact(shared.adopter, label=f"Ours {at}")
        parts.append(
            {
                "type": "insertion",
                "id": f"p-{at}",
                "value": {"after": f"c-{at}", "blocks": [{"type": "contact", "id": f"l-{at}", "value": own.pk}]},
            }
        )
    shared.publish_source(body=body)
    type(shared.adoption).objects.filter(pk=shared.adoption.pk).update(accepted_revision=shared.source.live_revision)
    page = shared.page
    page.overlay = parts
    page.save_revision(clean=False)
    assert len(parts_of(shared.page.overlay).content) == number


def test_a_longer_page_asks_the_database_no_more() -> None:
    shared = make_shared()
    client = shared.browser()
    address = reverse("wagtailadmin_pages:edit", args=[shared.adoption.page_id])
    counts = []
    for number in (2, 12):
        long(shared, number)
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
