"""What stands in header, footer and registry leads somewhere that the public sites can link to."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from backend.organisations.models import Contact
from backend.organisations.navigation import NavigationLinkBlock

NO_WEB_ADDRESSES = [
    "ftp://example.org/form",
    "javascript:alert(1)",
    "https://example.org/it's-here",
    "mailto:a@b.example",
]


def link(**fields: Any) -> Any:
    block = NavigationLinkBlock()
    return block.clean(block.to_python({"text": "Words", "page": None, "url": "", **fields}))


def test_a_link_leads_to_an_address() -> None:
    assert link(url="https://example.org/help")["url"] == "https://example.org/help"


@pytest.mark.parametrize("url", ["", *NO_WEB_ADDRESSES])
def test_a_link_that_leads_nowhere_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        link(url=url)


@pytest.mark.parametrize("field", ["url", "sign_language_url"])
@pytest.mark.parametrize("url", NO_WEB_ADDRESSES)
def test_a_contact_has_web_addresses_only(field: str, url: str) -> None:
    contact = Contact(label="Line", need="You ask", phone="101", **{field: url})
    with pytest.raises(ValidationError) as caught:
        contact.clean_fields(exclude=["organisation"])
    assert set(caught.value.message_dict) == {field}


def test_the_name_of_a_contact_stands_on_one_line() -> None:
    with pytest.raises(ValidationError) as caught:
        Contact(label="Line\nand more", need="You ask", phone="101").clean_fields(exclude=["organisation"])
    assert set(caught.value.message_dict) == {"label"}
