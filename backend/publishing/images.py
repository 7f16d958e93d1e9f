"""Sizes of images: a fixed allow-list, WebP, without what a camera wrote into the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

WIDTHS: Final = (320, 640, 960, 1280, 1920)
"""Widths in pixels that an image is offered in; never larger than it is."""

MEDIA_TYPE: Final = "image/webp"
"""Every browser of the last five years shows WebP, so no second format is kept."""

RECIPE: Final = "webp-80"
"""What `make_rendition` does; another recipe needs another name, so that renditions are made again."""

_QUALITY: Final = 80


class UnreadableImage(ValueError):
    """The file is not an image that can be resized."""


@dataclass(frozen=True, slots=True)
class MadeRendition:
    """The bytes of one size, in pixels."""

    data: bytes
    width: int
    height: int


def widths_for(original_width: int) -> tuple[int, ...]:
    """Return the widths in which an image of `original_width` is offered, smallest first."""
    smaller = tuple(width for width in WIDTHS if width < original_width)
    return smaller if len(smaller) == len(WIDTHS) else (*smaller, original_width)


def make_renditions(file: IO[bytes]) -> Iterator[MadeRendition]:
    """Yield every size of the image in `file`, smallest first, upright, in sRGB and without EXIF.

    What a camera writes (place, time, name of its owner) could give away where a family lives. Raises UnreadableImage.
    """
    try:
        with Image.open(file) as opened:
            image = _plain(opened)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise UnreadableImage(str(error)) from error
    for width in widths_for(image.width):
        height = max(1, round(image.height * width / image.width))
        sized = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
        out = BytesIO()
        sized.save(out, "WEBP", quality=_QUALITY, method=4)
        yield MadeRendition(out.getvalue(), sized.width, sized.height)


def _plain(opened: Image.Image) -> Image.Image:
    """Return the first frame upright, as RGB or RGBA in sRGB, with no metadata."""
    upright = ImageOps.exif_transpose(opened)
    has_alpha = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    profile = upright.info.get("icc_profile")
    mode = "RGBA" if has_alpha else "RGB"
    if profile and upright.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(upright, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            upright = converted or upright
        except ImageCms.PyCMSError:
            # A broken profile: the colours are taken as they are, as browsers do.
            pass
    plain = upright.convert(mode)
    plain.info = {}
    return plain
