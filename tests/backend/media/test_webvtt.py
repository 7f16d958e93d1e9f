"""Captions that a browser would drop are refused with the line at fault."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.media.webvtt import captions_problem

GOOD = "WEBVTT\n\n1\n00:01.000 --> 00:04.000 line:90%\nHello\n\nNOTE a note\n\n00:00:05.000 --> 00:00:07.500\n<v Ann>Hi\nthere\n"


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + GOOD,
        GOOD.replace("WEBVTT", "WEBVTT - Danny's story", 1),
        "WEBVTT\nKind: captions\n\n100:00:00.000 --> 100:00:01.000\nLate\n",
    ],
)
def test_sound_captions_are_accepted(text: str) -> None:
    assert captions_problem(text.encode()) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "begins with WEBVTT"),
        ("WEBVTTX\n", "begins with WEBVTT"),
        ("1\n00:00:01,000 --> 00:00:04,000\nHello\n", "begins with WEBVTT"),
        ("WEBVTT\n\nNothing here\n", "no caption at all"),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:04,000\nHello\n", r"Line 3 .*“00:00:01,000 --> 00:00:04,000” is no timing"),
        ("WEBVTT\n\n00:99.000 --> 01:00.000\nHello\n", "is no timing"),
        ("WEBVTT\n\n00:04.000 --> 00:01.000\nHello\n", "Line 3 .* ends before it begins"),
        ("WEBVTT\n\n00:04.000 --> 00:05.000\nA\n\n00:01.000 --> 00:02.000\nB\n", "Line 6 .* earlier than"),
        ("WEBVTT\n\n00:04.000 --> 00:05.000\n\nA\n", "Line 3 .*no words"),
        ("WEBVTT\n\n00:04.000 --> 00:05.000", "Line 3 .*no words"),
    ],
)
def test_broken_captions_are_refused_with_their_line(text: str, problem: str) -> None:
    found = captions_problem(text.encode())
    assert found is not None
    assert re.search(problem, found)


def test_another_encoding_is_refused() -> None:
    assert captions_problem("WEBVTT\n\nhé".encode("latin-1")) == (
        "The captions are not in UTF-8. Save them as UTF-8 and try again."
    )


@given(st.binary(max_size=400))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    assert captions_problem(b"WEBVTT\n\n" + data) is None or isinstance(captions_problem(data), str)


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 10**4)), min_size=1, max_size=6))
def test_captions_in_order_are_always_accepted(cues: list[tuple[int, int]]) -> None:
    def stamp(milliseconds: int) -> str:
        seconds, thousandths = divmod(milliseconds, 1000)
        minutes, seconds = divmod(seconds, 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}.{thousandths:03}"

    text = "".join(f"{stamp(start)} --> {stamp(start + length)}\nWords\n\n" for start, length in sorted(cues))
    assert captions_problem(f"WEBVTT\n\n{text}".encode()) is None
