import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import NotAcceptable

from backend.api.negotiation import accepts, gathered, gzipped, preferences, prefers_gzip


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("", True),
        ("*/*", True),
        ("application/json", True),
        ("application/*", True),
        ("text/html, application/json;q=0.1", True),
        ("Application/JSON", True),
        ("text/html", False),
        ("application/json;q=0", False),
        ("application/json;q=0, */*", False),
        ("text/*, */*;q=0", False),
        ("application/json;q=2", False),
        ("application/json; charset=utf-8", True),
    ],
)
def test_the_most_specific_range_decides_what_is_accepted(header: str, answer: bool) -> None:
    assert accepts(header, "application/json") is answer


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("", False),
        ("gzip", True),
        ("GZip", True),
        ("x-gzip", True),
        ("*", True),
        ("gzip;q=0.001", True),
        ("gzip;q=0.5, identity;q=0.4", True),
        ("gzip;q=0.4, identity;q=0.5", False),
        ("gzip;q=0, *", False),
        ("br", False),
        ("*;q=0, gzip", True),
        ("identity;q=0, gzip;q=0.1", True),
        ("gzip; q = 0.5", True),
    ],
)
def test_gzip_is_chosen_by_quality(header: str, answer: bool) -> None:
    assert prefers_gzip(header) is answer


@pytest.mark.parametrize("header", ["*;q=0", "identity;q=0", "gzip;q=0, identity;q=0", "br, *;q=0"])
def test_refusing_gzip_and_no_coding_leaves_nothing(header: str) -> None:
    with pytest.raises(NotAcceptable):
        prefers_gzip(header)


@given(st.text(alphabet="gzip,;q=.0129*/ x-", max_size=60))
def test_no_header_is_too_odd_to_read(header: str) -> None:
    assert all(0 <= quality <= 1 for quality in preferences(header).values())
    accepts(header, "application/json")


@given(st.lists(st.binary(max_size=200_000), max_size=8))
def test_compression_keeps_every_byte_and_is_always_the_same(parts: list[bytes]) -> None:
    assert b"".join(gathered(parts)) == b"".join(parts)
    coded = b"".join(gzipped(parts))
    assert gzip.decompress(coded) == b"".join(parts)
    assert coded == b"".join(gzipped(parts))
