"""Documents to download: posters and reports as PDF, a press release as RTF, pictures as ZIP. The same bytes every time."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.prefs import ViewerPreferences

_MADE = datetime(2026, 11, 1, 12, tzinfo=UTC)
"""When every document claims to be made; a clock would give each run other bytes."""

_ENCODING = "windows-1252"
"""Of the fonts that every PDF reader has (ISO 32000-1, Annex D); it holds typographic quotes and dashes."""


class UnknownFormat(LookupError):
    """No such document is made here."""


@dataclass(frozen=True, slots=True)
class Part:
    """A headed paragraph of a report."""

    title: str
    text: str


def poster(title: str, language: str, heading: str, lines: Sequence[str], colours: Mapping[str, str]) -> bytes:
    """Return a one-page A4 poster as PDF: a coloured ground, a large heading, the lines below it."""
    pdf = _pdf(title, language)
    pdf.add_page()
    pdf.set_fill_color(colours["brand"])
    pdf.rect(0, 0, 210, 297, style="F")
    pdf.set_text_color(colours["on_brand"])
    pdf.set_margins(18, 30)
    pdf.set_xy(18, 34)
    _write(pdf, heading, "B", 44, 20)
    pdf.set_draw_color(colours["accent"])
    pdf.set_line_width(1.6)
    pdf.set_dash_pattern(dash=6, gap=4)
    pdf.line(18, pdf.get_y() + 10, 192, pdf.get_y() + 10)
    pdf.ln(24)
    for line in lines:
        _write(pdf, line, "", 22, 12)
        pdf.ln(4)
    return bytes(pdf.output())


def report(title: str, language: str, heading: str, parts: Sequence[Part], colours: Mapping[str, str]) -> bytes:
    """Return an A4 report as PDF with an outline to jump by."""
    pdf = _pdf(title, language)
    pdf.set_margins(24, 24)
    pdf.add_page()
    pdf.set_text_color(colours["brand_text"])
    _write(pdf, heading, "B", 24, 11)
    pdf.ln(8)
    for part in parts:
        pdf.start_section(part.title)
        pdf.set_text_color(colours["brand_text"])
        _write(pdf, part.title, "B", 15, 8)
        pdf.set_text_color(20, 20, 20)
        _write(pdf, part.text, "", 12, 7)
        pdf.ln(5)
    return bytes(pdf.output())


def press_release(heading: str, lines: Sequence[str]) -> bytes:
    """Return a document that every word processor opens (RTF 1.9)."""
    body = r"\par\par ".join(_rtf(line) for line in lines)
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0\deflang2057{\fonttbl{\f0\fswiss Arial;}}\f0\fs24 "
        rf"{{\b\fs32 {_rtf(heading)}}}\par\par {body}\par}}"
    ).encode("ascii")


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of `files` by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=_MADE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(entry, files[name])
    return data.getvalue()


def _pdf(title: str, language: str) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.core_fonts_encoding = _ENCODING
    pdf.set_title(title)
    pdf.set_lang(language)
    pdf.set_author("Waymark demonstration")
    pdf.set_creation_date(_MADE)
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    return pdf


def _write(pdf: FPDF, text: str, style: str, size: float, height: float) -> None:
    pdf.set_font("helvetica", style, size)
    pdf.multi_cell(0, height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _rtf(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}")
    return "".join(sign if ord(sign) < 128 else rf"\u{ord(sign)}?" for sign in escaped)
