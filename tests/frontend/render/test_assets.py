"""Assets: hashed names, brand tokens, and nothing that fetches from elsewhere."""

import gzip
import re

import pytest

from content_models import digest
from content_models.examples import SITES, example_manifest
from frontend.render import assets
from tests.frontend.render.gallery import pages, renderer

COLOURS = example_manifest("national").site.brand.colours


@pytest.mark.parametrize("slug", SITES)
def test_every_asset_is_named_by_its_content_and_every_page_names_them(slug: str) -> None:
    files = renderer().assets(example_manifest(slug).site)
    for path, data in files.items():
        assert re.fullmatch(rf"assets/[a-z]+\.{digest(data)[:8]}\.(css|js|svg)", path)
    html = pages()[slug, "/"]
    for path in re.findall(r'href="/(assets/[^"]+)"', html):
        assert path in files


def test_the_stylesheet_names_the_map_by_its_hashed_name_and_fetches_nothing_else() -> None:
    shared = assets.shared_assets()
    css = shared.files[shared.stylesheet.removeprefix("/")].decode()
    addresses = re.findall(r"url\(([^)]*)\)", css)
    assert addresses
    assert all(f"assets/{address}" in shared.files for address in addresses)
    assert "@import" not in css
    assert "http" not in css.replace('[href^="http"]', "")


def test_the_brand_file_sets_six_tokens_and_three_again_for_dark_mode() -> None:
    light, dark = assets.brand_css(COLOURS).split("@media screen and (prefers-color-scheme: dark)")
    assert re.findall(r"--([a-z-]+):", light) == ["brand", "on-brand", "brand-text", "accent", "on-accent", "wash"]
    assert re.findall(r"--([a-z-]+):", dark) == ["brand", "brand-text", "wash"]
    assert f"--brand: {COLOURS.dark_brand};" in dark
    assert "@layer" not in light


def test_a_site_without_a_favicon_gets_ours_in_its_colours() -> None:
    site = example_manifest("pendrick").site
    icon = next(data for path, data in renderer().assets(site).items() if "favicon" in path).decode()
    assert site.brand.colours.brand in icon
    assert site.brand.colours.accent in icon


def test_every_part_of_the_stylesheet_is_sent() -> None:
    assert sorted(part.stem for part in (assets.FOLDER / "styles").iterdir()) == sorted(assets.STYLES)


def test_the_stylesheet_stays_small() -> None:
    shared = assets.shared_assets()
    assert len(gzip.compress(shared.files[shared.stylesheet.removeprefix("/")])) < 10_500


def test_the_stylesheet_loses_no_space_that_means_something() -> None:
    shared = assets.shared_assets()
    css = shared.files[shared.stylesheet.removeprefix("/")].decode()
    assert ".flow>*+*" in css.replace(" ", "")
    assert not re.search(r"(?<=[\w)])[+](?=[\w(])", css), "calc() needs spaces around a plus"
    assert ":lang(ur) .lede{" in css
    assert "@media (min-width: 44rem){" in css


def test_the_version_is_a_digest_of_what_pages_are_made_of() -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", renderer().version)
    assert type(renderer())().version == renderer().version


def test_all_scripts_together_are_less_than_ten_kilobytes_compressed() -> None:
    scripts = [data for path, data in renderer().shared.files.items() if path.endswith(".js")]
    assert scripts
    assert sum(len(gzip.compress(data)) for data in scripts) < 10_000


def test_a_script_is_sent_without_its_comments_and_is_otherwise_the_same() -> None:
    written = (assets.FOLDER / "exit.js").read_text(encoding="utf-8")
    sent = renderer().shared.files[renderer().shared.exit_script.removeprefix("/")].decode()
    assert "// " not in sent.replace("https://", "")
    assert "\n\n" not in sent
    assert next(line for line in written.splitlines() if "location.replace" in line).strip() in sent.splitlines()
