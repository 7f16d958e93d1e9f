"""What the local parts of a shared page refer to counts as used, as on any page."""

from typing import Any

import pytest
from wagtail.models import ReferenceIndex

from backend.sharing.models import AdoptedPage
from tests.backend.pages.factories import make_contact, make_document, make_image, make_page
from tests.backend.publishing.adoptions import fill, insertion, republish
from tests.backend.sharing.neighbours import Neighbours, adopted_page, use


@pytest.fixture
def used(world: Neighbours) -> dict[str, Any]:
    """A contact, a picture, a file and a page of the adopter's, all in its local parts."""
    found: dict[str, Any] = {
        "contact": make_contact(world.essex), "image": make_image(world.essex),
        "document": make_document(world.essex), "page": make_page("standard", world.essex),
    }  # fmt: skip
    picture = {"image": {"image": found["image"].pk, "decorative": True, "alt_text": ""}, "caption": ""}
    blocks = [
        {"type": "contact", "id": "c", "value": found["contact"].pk}, {"type": "image", "id": "i", "value": picture},
        {"type": "document", "id": "d", "value": found["document"].pk},
    ]  # fmt: skip
    link = {"text": "More", "target": {"page": found["page"].pk, "url": ""}}
    adoption = use(world.offer, world.essex)
    republish(
        adopted_page(adoption),
        overlay=[fill("local-help", *blocks[:1]), insertion("one", *blocks[1:])],
        related=[{"type": "link", "id": "r", "value": link}],
    )
    return found


@pytest.mark.parametrize("name", ["contact", "image", "document", "page"])
def test_it_counts_as_used(used: dict[str, Any], name: str) -> None:
    pages = {str(row.object_id) for row in ReferenceIndex.get_references_to(used[name])}
    assert pages == {str(AdoptedPage.objects.get().pk)}
    assert used[name].get_usage().count() == 1 if hasattr(used[name], "get_usage") else True
