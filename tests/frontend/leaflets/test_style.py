"""The stylesheet of leaflets in both directions of writing."""

import re

import pytest

from content_models.examples import example_manifest
from frontend.leaflets.sheet import STYLE
from frontend.leaflets.style import leaflet_style, physical


@pytest.mark.parametrize(
    ("logical", "left_to_right", "right_to_left"),
    [
        ("margin-inline-start: 1mm", "margin-left: 1mm", "margin-right: 1mm"),
        ("padding-block: 1mm 2mm", "padding-top: 1mm; padding-bottom: 2mm", "padding-top: 1mm; padding-bottom: 2mm"),
        ("border-inline-end: 1px solid", "border-right: 1px solid", "border-left: 1px solid"),
        ("border-inline-start-width: 3mm", "border-left-width: 3mm", "border-right-width: 3mm"),
        ("border-block: 1px solid", "border-top: 1px solid; border-bottom: 1px solid", None),
        ("inset-inline-end: 0", "right: 0", "left: 0"),
        ("max-inline-size: 9mm", "max-width: 9mm", "max-width: 9mm"),
        ("float: inline-start", "float: left", "float: right"),
        ("margin-block: 0 1mm !important", "margin-top: 0 !important; margin-bottom: 1mm !important", None),
        ("@bottom-start { }", "@bottom-left { }", "@bottom-right { }"),
    ],
)
def test_logical_properties_become_physical(logical: str, left_to_right: str, right_to_left: str | None) -> None:
    assert physical(logical, "ltr").strip() == left_to_right
    assert physical(logical, "rtl").strip() == (right_to_left or left_to_right)


def test_no_logical_property_is_left_and_the_brand_is_there() -> None:
    colours = example_manifest("marlshire").site.brand.colours
    for direction in ("ltr", "rtl"):
        css = leaflet_style(STYLE.read_text("utf-8"), colours, direction)
        assert not re.search(
            r"\b(?:inline|block)-(?:start|end|size)\b|-(?:inline|block)\b(?!-)", css.replace("inline-block", "")
        )
        assert f"--brand: {colours.brand}" in css
