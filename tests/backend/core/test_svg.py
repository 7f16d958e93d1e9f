"""Logos are drawings: nothing that runs, loads or names another file is served to the public."""

import pytest

from backend.core.svg import LARGEST, svg_problem

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def svg(inside: str) -> bytes:
    return f"{OPEN}{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        '<circle cx="4" cy="4" r="4" fill="#17375a"/>',
        '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><path d="M0 0" fill="url(#a)"/>',
        "<!-- drawn by hand -->",
        '<style>.a{fill:url(#a)}</style><use xlink:href="#a"/>',
        '<metadata><x:info xmlns:x="http://www.inkscape.org/">drawn</x:info></metadata>',
    ],
)
def test_a_plain_drawing_is_accepted(inside: str) -> None:
    assert svg_problem(svg(inside)) is None


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<circle onload="alert(1)"/>',
        '<g ONCLICK="alert(1)"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
        '<image href="https://elsewhere.example/pixel.gif"/>',
        '<use xlink:href="https://elsewhere.example/a.svg#b"/>',
        '<use href="data:image/svg+xml,a"/>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<path fill="url(https://elsewhere.example/a)"/>',
        "<path style=\"background:url(  '//elsewhere.example')\"/>",
        "<style>@import 'https://elsewhere.example/a.css';</style>",
        "<style>.a{fill:red}<g/>@import 'https://elsewhere.example/a.css';</style>",
        "<style>.a{background:image-set('https://elsewhere.example/a.png' 1x)}</style>",
        r"<style>@\69mport 'https://elsewhere.example/a.css';</style>",
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
    ],
)
def test_what_runs_or_loads_is_refused(inside: str) -> None:
    assert svg_problem(svg(inside))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        b"\x89PNG\r\n\x1a\n",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<svg/>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"),
        b'<?xml version="1.0" encoding="utf-7"?>+ADw-script+AD4-',
        svg(" " * LARGEST),
        '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16"),
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    assert svg_problem(data)


def test_the_declaration_and_a_byte_order_mark_may_stay() -> None:
    assert svg_problem(b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n' + svg("")) is None


def test_a_processing_instruction_is_refused() -> None:
    assert svg_problem(b'<?xml-stylesheet href="https://elsewhere.example/a.css"?>' + svg(""))
