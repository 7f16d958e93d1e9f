"""The order of the help panel is the urgency, and danger has a number on every site."""

from collections.abc import Sequence

import pytest

from content_models import Manifest
from content_models.contacts import ContactKind, ContactLink
from content_models.examples import example_documents, example_manifest, example_overlays
from frontend.plan.view import SiteView
from tests.frontend.render.gallery import Elements, chrome, renderer, site_view


def site(links: Sequence[ContactLink], locale: str = "en") -> SiteView:
    manifest = example_manifest("marlshire")
    panel = manifest.site.help.model_copy(update={"contacts": tuple(links)})
    changed: Manifest = manifest.model_copy(update={"site": manifest.site.model_copy(update={"help": panel})})
    return SiteView.of(changed, example_documents().values(), locale, example_overlays().values())


@pytest.fixture(scope="module")
def links() -> tuple[ContactLink, ...]:
    return example_manifest("marlshire").site.help.contacts


def test_the_most_urgent_stands_first_in_whatever_order_contacts_are_named(links: tuple[ContactLink, ...]) -> None:
    assert renderer().chrome(site(links[::-1])).help_list == chrome("marlshire").help_list


@pytest.mark.parametrize(
    ("locale", "need"), [("en", "Someone is in danger now"), ("ur", "کوئی شخص اس وقت خطرے میں ہے")]
)
def test_a_panel_without_a_number_for_danger_begins_with_999(
    links: tuple[ContactLink, ...], locale: str, need: str
) -> None:
    view = site_view("marlshire")
    others = [link for link in links if (one := view.contact(link)) and one.kind is not ContactKind.EMERGENCY]
    assert len(others) == len(links) - 1
    panel = renderer().chrome(site(others, locale)).help_list
    first = Elements(panel.partition("</li>")[0])
    assert first.text.startswith(need)
    assert [each["href"] for each in first.named("a")] == ["tel:999", "https://999bsl.co.uk/", "tel:18000"]
    assert panel.count("<li") == len(links)
