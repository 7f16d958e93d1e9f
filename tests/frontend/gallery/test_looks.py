"""Brands and schemes of the gallery; the public stylesheet stays what it is."""

import re

import pytest

from content_models.site import EDGE, EDGE_DARK, INK, MUTED, PAPER, contrast
from frontend.gallery import looks
from frontend.gallery.errors import GalleryError
from frontend.gallery.looks import DARK, LIMITS, PRINT, SCHEMES, brands, stylesheets
from frontend.render.assets import shared_assets


def test_the_brand_at_the_limits_is_allowed_and_closer_to_none_than_a_fifteenth() -> None:
    assert not LIMITS.problems()
    near = [
        (contrast(LIMITS.on_brand, LIMITS.brand), 4.5),
        (contrast(LIMITS.brand_text, LIMITS.wash), 4.5),
        (contrast(LIMITS.dark_brand_text, LIMITS.dark_wash), 4.5),
        (contrast(LIMITS.accent, LIMITS.brand), 3),
        (contrast(LIMITS.accent, LIMITS.dark_brand), 3),
        (contrast(LIMITS.on_accent, LIMITS.accent), 4.5),
        (contrast(EDGE, LIMITS.wash), 3),
        (contrast(EDGE_DARK, LIMITS.dark_wash), 3),
    ]
    assert all(least <= ratio < least * 16 / 15 for ratio, least in near), near
    assert contrast(MUTED, LIMITS.wash) < contrast(MUTED, PAPER) < contrast(INK, PAPER)


def test_each_brand_has_a_stylesheet_of_each_scheme() -> None:
    found = stylesheets()
    names = {f"assets/{name}-{scheme.name}.css" for name in ("waymark", *brands()) for scheme in SCHEMES}
    assert found.keys() == names


def test_as_the_device_prefers_is_the_public_stylesheet_to_the_byte() -> None:
    shared = shared_assets()
    assert stylesheets()["assets/waymark-device.css"] == shared.files[shared.stylesheet.removeprefix("/")]


@pytest.mark.parametrize("name", ["waymark", "limits"])
def test_a_forced_scheme_no_longer_asks_the_device(name: str) -> None:
    found = stylesheets()
    for scheme in ("light", "dark", "print"):
        assert not DARK.search(found[f"assets/{name}-{scheme}.css"].decode())
    assert not PRINT.search(found["assets/waymark-print.css"].decode())
    assert PRINT.search(found["assets/waymark-dark.css"].decode())
    assert re.search(r"@media screen ?\{", found[f"assets/{name}-dark.css"].decode())


def test_a_media_query_that_the_stylesheet_no_longer_has_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "brand_css", lambda _: ":root { }")
    with pytest.raises(
        GalleryError,
        match=r"No public stylesheet has “@media screen and .*prefers-color-scheme.*mend frontend/gallery/looks",
    ):
        stylesheets()
