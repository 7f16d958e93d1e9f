"""Tables for spreadsheets: CSV in which no cell is taken for a formula."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that the file is in UTF-8."""


def cell(value: Any) -> str:
    """Return a cell that no spreadsheet takes for a formula, not even behind spaces (OWASP, CSV injection)."""
    text = "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
    begins = text.lstrip()[:1]
    is_formula = begins in {"=", "+", "-", "@", "＝", "＋", "－", "＠"} or text[:1] in {"\t", "\r", "\n"}
    return f"'{text}" if is_formula else text


def csv_answer(filename: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return a download of `rows` below the names of their columns."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.write(BYTE_ORDER_MARK)
    writer = csv.writer(response)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return response
