"""Tables for spreadsheets."""

from datetime import date

import pytest

from backend.core.spreadsheets import BYTE_ORDER_MARK, cell, csv_answer


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", " =", " \t@"])
def test_what_a_spreadsheet_would_run_becomes_text(begins: str) -> None:
    assert cell(f"{begins}1+1") == f"'{begins}1+1"


def test_everything_else_stays_as_it_is() -> None:
    assert [cell(value) for value in ("a=b", "", None, 0, -0.0, date(2026, 11, 5), "عربي")] == [
        "a=b", "", "", "0", "'-0.0", "2026-11-05", "عربي",
    ]  # fmt: skip


def test_a_table_is_a_download_that_says_its_coding() -> None:
    answer = csv_answer("a.csv", ("One", "Two"), [("x", 'say "hi"'), ("=1", None)])
    assert answer["Content-Disposition"] == 'attachment; filename="a.csv"'
    assert answer.content.decode() == f'{BYTE_ORDER_MARK}One,Two\r\nx,"say ""hi"""\r\n\'=1,\r\n'
