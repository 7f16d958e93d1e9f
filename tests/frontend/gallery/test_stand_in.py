"""Stand-in texts: words of another language in place of those that nobody has translated."""

import json
import re

import pytest

from content_models import canonical_bytes, parse_document
from content_models.examples import example_documents
from frontend.gallery.stand_in import stand_in, stand_in_text

ENGLISH = [name for name, document in example_documents().items() if document.locale == "en"]


@pytest.mark.parametrize("name", ENGLISH)
def test_every_example_keeps_to_the_contract(name: str) -> None:
    document = example_documents()[name]
    found = parse_document(stand_in_text(canonical_bytes(document), "ur"))
    assert (found.id, found.type, found.locale) == (document.id, document.type, "ur")
    assert [block.id for block in found.body] == [block.id for block in document.body]
    assert re.search("[\u0600-\u06ff]", found.title)
    assert len(found.title) <= len(document.title)


def test_markup_numbers_and_names_stay() -> None:
    data = {"html": '<p>Call <a href="tel:999">999</a> now, whatever it is.</p>', "owner": {"name": "Marlshire Police"}}
    found = stand_in(data, "ar")
    assert re.fullmatch(r'<p>[^<A-Za-z]+<a href="tel:999">999</a>[^<A-Za-z]+</p>', found["html"])
    assert found["owner"] == data["owner"]


def test_the_same_text_is_always_the_same() -> None:
    text = {"title": "The door that stayed shut for a long while"}
    assert stand_in(text, "ur") == stand_in(text, "ur")


def test_a_file_in_another_language_stays_in_it() -> None:
    assert stand_in({"locale": "cy"}, "ur") == {"locale": "cy"}
    assert json.loads(stand_in_text(b'{"locale":"en"}', "ar")) == {"locale": "ar"}
