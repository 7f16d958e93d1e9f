"""Sizes of images: the allow-list, and nothing that a camera wrote."""

from io import BytesIO

import pytest
from PIL import Image

from backend.publishing.images import UnreadableImage, make_renditions, widths_for


def photograph(width: int, height: int, *, mode: str = "RGB", kind: str = "JPEG", orientation: int = 1) -> BytesIO:
    """Return a picture as a camera writes it: with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of Asha"
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    Image.new(mode, (width, height), 90 if mode in {"L", "P"} else (20, 90, 160, 120)[: len(mode)]).save(
        out, kind, exif=exif
    )
    out.seek(0)
    return out


@pytest.mark.parametrize(
    ("original", "widths"),
    [(64, (64,)), (320, (320,)), (321, (320, 321)), (1000, (320, 640, 960, 1000)), (4000, (320, 640, 960, 1280, 1920))],
)
def test_an_image_is_offered_in_the_listed_widths_and_never_larger_than_it_is(
    original: int, widths: tuple[int, ...]
) -> None:
    assert widths_for(original) == widths


def test_sizes_keep_the_proportions_and_are_webp() -> None:
    made = list(make_renditions(photograph(1000, 500)))
    assert [(size.width, size.height) for size in made] == [(320, 160), (640, 320), (960, 480), (1000, 500)]
    assert {Image.open(BytesIO(size.data)).format for size in made} == {"WEBP"}


def test_where_and_with_what_a_picture_was_taken_is_not_published() -> None:
    for size in make_renditions(photograph(700, 400)):
        opened = Image.open(BytesIO(size.data))
        assert not opened.getexif()
        assert b"Asha" not in size.data
        assert b"EXIF" not in size.data


def test_a_picture_taken_sideways_stands_upright() -> None:
    size = next(make_renditions(photograph(200, 100, orientation=6)))
    assert (size.width, size.height) == (100, 200)


@pytest.mark.parametrize(("mode", "kind"), [("RGBA", "PNG"), ("P", "GIF"), ("L", "JPEG"), ("CMYK", "JPEG")])
def test_pictures_of_every_mode_can_be_resized(mode: str, kind: str) -> None:
    file = BytesIO()
    Image.new(mode, (400, 100)).save(file, kind)
    file.seek(0)
    sizes = list(make_renditions(file))
    assert [size.width for size in sizes] == [320, 400]
    assert (Image.open(BytesIO(sizes[0].data)).mode == "RGBA") is (mode == "RGBA")


def test_the_same_picture_gives_the_same_bytes() -> None:
    first, second = (list(make_renditions(photograph(700, 400))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableImage):
        list(make_renditions(BytesIO(data)))


def test_a_picture_that_ends_too_early_is_refused() -> None:
    whole = photograph(800, 600).getvalue()
    with pytest.raises(UnreadableImage):
        list(make_renditions(BytesIO(whole[: len(whole) // 2])))
