"""What WeasyPrint may load for a page: what is handed over, pictures of its site, and nothing else from any machine."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from frontend.paper.files import GivenFiles, NotGiven
from frontend.paper.sheet import SiteFiles

BASE = "https://a.example"


def files(tmp_path: Path) -> GivenFiles:
    picture = tmp_path / "picture"
    Image.new("RGB", (8, 8), "#446688").save(picture, "WEBP")

    def find(path: str) -> tuple[Path, str] | None:
        known = {"/media/1/gate.webp": "image/webp", "/media/2/letters.ttf": "font/ttf"}
        return (picture, known[path]) if path in known else None

    return GivenFiles({"code.svg": b"<svg/>"}, SiteFiles(BASE, find))


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
        "https://a.example/media/2/letters.ttf",
        "paper:other.svg",
        "paper:../code.svg",
        "//evil.example/x.png",
        "",
    ],
)
def test_everything_else_is_refused_without_being_opened(tmp_path: Path, url: str) -> None:
    with pytest.raises(NotGiven):
        files(tmp_path).fetch(url)


def test_without_a_site_nothing_is_found() -> None:
    with pytest.raises(NotGiven):
        GivenFiles({}).fetch(f"{BASE}/media/1/gate.webp")


def test_pictures_of_the_site_and_what_was_handed_over_are_given(tmp_path: Path) -> None:
    own = files(tmp_path)
    assert own.fetch("paper:code.svg").read() == b"<svg/>"
    picture = own.fetch(f"{BASE}/media/1/gate.webp")
    # As a JPEG it goes into the PDF as it is.
    assert picture.content_type == "image/jpeg"
    with Image.open(BytesIO(picture.read())) as shown:
        assert (shown.format, shown.size) == ("JPEG", (8, 8))
