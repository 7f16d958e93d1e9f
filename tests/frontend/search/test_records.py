"""Records: the words of a page and nothing else, whatever its type."""

import re
from html import unescape

import pytest

from content_models import Entry
from content_models.blocks import RichTextBlock
from content_models.documents import Film
from content_models.examples import SITES, example_documents, example_manifest, example_overlays
from content_models.merge import merge
from content_models.rich_text import RichText
from frontend.plan.site_lists import BROWSED
from frontend.search.records import OTHER, digest_of, joined, record_of, words_of
from tests.frontend.content import standard
from tests.frontend.render.gallery import pages, site_view

EXAMPLES = [(slug, entry) for slug in SITES for entry in example_manifest(slug).entries]


def letters(text: str) -> str:
    """Return text without white space, in which markup makes a difference that nobody sees."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", " ", text)))


@pytest.mark.parametrize(("slug", "entry"), EXAMPLES, ids=[f"{slug}{entry.path}" for slug, entry in EXAMPLES])
def test_every_word_that_can_be_found_stands_on_the_page(slug: str, entry: Entry) -> None:
    html = pages()[slug, entry.path]
    shown = letters(re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL))
    document = site_view(slug, entry.locale).source.merged(entry.version).document
    # A film's own title is shown where it stands in another page; on its page the page's title stands for it.
    above = document.film.title if isinstance(document, Film) else None
    for piece in words_of(document):
        assert letters(piece) in shown or piece == above, piece


@pytest.mark.parametrize("name", sorted(example_documents()))
def test_no_digest_address_or_code_is_among_the_words(name: str) -> None:
    text = record_of("/", example_documents()[name]).text
    assert not re.search(r"[0-9a-f]{16}|<|page:|https?:|[EWSN]\d{8}|Europe/", text)


def test_what_a_page_says_can_be_found_and_what_it_links_to_is_found_there() -> None:
    documents = example_documents()
    guide = documents["guide/tell-someone.json"]
    record = record_of("/tell-someone/", guide)
    assert record.path == "/tell-someone/"
    assert record.kind == "guide"
    assert record.title == guide.title
    assert record.text.startswith(guide.summary.split(".")[0])
    for step in guide.steps:
        assert step.title in record.text
    assert record.terms == ", ".join(guide.index_terms)


def test_words_that_an_organisation_adds_to_an_adopted_page_can_be_found() -> None:
    overlay = example_overlays()["overlay/tell-someone.json"]
    [document] = [
        each for each in example_documents().values() if (each.id, each.locale) == (overlay.id, overlay.locale)
    ]
    own = record_of("/", document).text
    local = record_of("/", merge(document, overlay).document).text
    assert len(local) > len(own)


def test_types_that_nobody_browses_by_are_one_kind() -> None:
    for document in example_documents().values():
        kind = record_of("/", document).kind
        assert kind == (document.type if document.type in BROWSED else OTHER)


def test_rich_text_is_read_as_it_looks() -> None:
    block = RichTextBlock(id="a", value=RichText(html="<p>Fish &amp; chips</p><ul><li>one</li><li>two</li></ul>"))
    document = standard("one", "One").model_copy(update={"body": (block,)})
    assert list(words_of(document)) == ["Fish & chips one two"]


def test_pieces_become_sentences() -> None:
    assert (
        joined(["Step 1", "Talk  to\nsomebody.", "", " ", "کیا ہوا؟", "Why"])
        == "Step 1. Talk to somebody. کیا ہوا؟ Why."
    )


def test_equal_words_have_one_digest_and_other_words_another() -> None:
    one, other = record_of("/", standard("one", "One")), record_of("/", standard("two", "Two"))
    assert digest_of([one, other]) == digest_of([one, other])
    assert digest_of([one, other]) != digest_of([other, one])
    assert digest_of([one]) != digest_of([one._replace(path="/elsewhere/")])
