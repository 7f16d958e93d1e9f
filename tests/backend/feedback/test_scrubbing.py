"""What is taken out of a comment before anybody can read it."""

import time

import pytest

from backend.feedback.models import COMMENT_LENGTH
from backend.feedback.scrubbing import is_spam, scrubbed


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Write to jo.bloggs+a@example.co.uk please", "Write to [email address removed] please"),
        ("jo (at) example (dot) org", "[email address removed]"),
        ("Ring 07700 900123 or +44 (0)20 7946 0018", "Ring [number removed] or [number removed]"),
        ("tel:07700900123x", "tel:[number removed]x"),
        ("born 01/02/2009", "born [number removed]"),
        ("at CM1 1AA, or sw1a2aa", "at [postcode removed], or [postcode removed]"),
        ("NI number QQ 12 34 56 C", "NI number [number removed]"),
        ("the car AB12 CDE", "the car [number removed]"),
        ("see https://example.org/me?x=1 and www.example.org", "see [link removed] and [link removed]"),
        ("my page on example.co.uk/jo", "my page on [link removed]"),
        ("I am @jo_b there", "I am [account removed] there"),
        ("رقمي ٠٧٧٠٠٩٠٠١٢٣", "رقمي [number removed]"),
        ("０７７００ ９００１２３", "[number removed]"),
        ("a\x00b\u202ec\u200b", "abc"),
        ("  two\r\n\r\n\r\n\r\nlines   here ", "two\n\nlines here"),
    ],
)
def test_what_tells_who_somebody_is_goes(written: str, kept: str) -> None:
    assert scrubbed(written) == kept


@pytest.mark.parametrize(
    "words",
    [
        "The number of the local team is missing.",
        "Step 3 of 5 did not help; what happens after 2 weeks?",
        "I am 16 and rang 101.",
        "Open 9am-5pm, or 24/7?",
        "Mae’r dudalen yn rhy hir.",
        "می‌خواهم",
        "<b>too long</b> & dull",
    ],
)
def test_ordinary_words_stay(words: str) -> None:
    assert scrubbed(words) == words


def test_advertisements_are_known_by_their_links() -> None:
    assert is_spam("buy http://a.example http://b.example www.c.example")
    assert not is_spam("The link to http://a.example is broken")


@pytest.mark.parametrize("piece", ["a", "1 ", "@", "a@", "a.", "w.w", "ab1", "http://"])
def test_no_comment_takes_long_to_read(piece: str) -> None:
    begun = time.process_time()
    scrubbed((piece * COMMENT_LENGTH)[:COMMENT_LENGTH])
    assert time.process_time() - begun < 0.5
