"""What WeasyPrint may load for a leaflet: the site's own files, and nothing else from this machine or any other."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from frontend.leaflets.files import NotOfThisSite, SiteFiles

BASE = "https://a.example"


def files(tmp_path: Path) -> SiteFiles:
    picture = tmp_path / "picture"
    Image.new("RGB", (8, 8), "#446688").save(picture, "WEBP")

    def find(path: str) -> tuple[Path, str] | None:
        return (picture, "image/webp") if path == "/media/1/gate.webp" else None

    return SiteFiles(BASE, find, {"code.svg": b"<svg/>"})


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/x.png",
        "http://a.example/media/1/gate.webp",
        "https://a.example.evil.example/media/1/gate.webp",
        "https://a.example:8443/media/1/gate.webp",
        "https://user@a.example/media/1/gate.webp",
        "https://a.example/media/1/gate.webp?tell=us",
        "https://a.example/media/1/../../../etc/passwd",
        "https://a.example/%2e%2e/%2e%2e/etc/passwd",
        "https://a.example/media/2/other.webp",
        "file:///etc/passwd",
        "file:///etc/hostname",
        "ftp://a.example/x",
        "data:image/svg+xml,<svg/>",
        "waymark:other.svg",
        "//evil.example/x.png",
        "",
    ],
)
def test_everything_else_is_refused_without_being_opened(tmp_path: Path, url: str) -> None:
    with pytest.raises(NotOfThisSite):
        files(tmp_path).fetch(url)


def test_the_sites_own_files_and_the_leaflets_drawings_are_given(tmp_path: Path) -> None:
    own = files(tmp_path)
    assert own.fetch("waymark:code.svg").read() == b"<svg/>"
    picture = own.fetch(f"{BASE}/media/1/gate.webp")
    # As a JPEG it goes into the PDF as it is.
    assert picture.content_type == "image/jpeg"
    with Image.open(BytesIO(picture.read())) as shown:
        assert (shown.format, shown.size) == ("JPEG", (8, 8))
