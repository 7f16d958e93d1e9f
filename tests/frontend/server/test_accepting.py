"""Accept-Encoding as browsers, proxies and programs write it, and as nobody should."""

import pytest

from frontend.server.accepting import accepted_codings


@pytest.mark.parametrize(
    ("header", "codings"),
    [
        ("gzip, deflate, br, zstd", ["br", "gzip"]),
        ("gzip, deflate", ["gzip"]),
        ("GZip , BR", ["br", "gzip"]),
        ("x-gzip", ["gzip"]),
        ("br;q=0.5, gzip;q=0.8", ["gzip", "br"]),
        ("br;q=0.001,gzip;q=0", ["br"]),
        ("br ; Q=1.000 , gzip ; q=0.", ["br"]),
        ("*", ["br", "gzip"]),
        ("*;q=0", []),
        ("br;q=0, *", ["gzip"]),
        ("*;q=0, gzip", ["gzip"]),
        ("identity", []),
        ("identity, gzip;q=0.5", []),
        ("identity;q=0.5, gzip, br;q=0.4", ["gzip"]),
        ("identity;q=0, br", ["br"]),
        ("identity;q=0", []),
        ("", []),
        (",,;,", []),
        ("gzip;q=", []),
        ("gzip;q", []),
        ("gzip;", []),
        ("gzip;q=1.5", []),
        ("gzip;q=-1", []),
        ("gzip;q=0.1234", []),
        ("gzip;q=nan, br", ["br"]),
        ("gzip;level=9", []),
        ("gzipped, brotli", []),
        ("gz", []),
        ("br\x00, gzip", ["gzip"]),
        ("b" * 10_000 + ", gzip", ["gzip"]),
    ],
)
def test_what_is_wanted_comes_first_and_what_is_not_understood_counts_as_refused(
    header: str, codings: list[str]
) -> None:
    assert accepted_codings([header], ("br", "gzip")) == codings


def test_several_headers_are_one_list() -> None:
    assert accepted_codings(["gzip", "br"], ("br", "gzip")) == ["br", "gzip"]


def test_nothing_is_sent_compressed_to_who_says_nothing() -> None:
    assert accepted_codings([], ("br", "gzip")) == []
