"""Typefaces of paper: Noto, found as files on this machine and named by their content.

Whatever a machine has beside them, equal words in equal fonts give equal pages; and a letter that no font has is known before
it becomes an empty box.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

PACKAGE: Final = "fonts-noto-core"
"""Debian's package with all of them; anywhere else they are at https://fonts.google.com/noto."""

_KINDS: Final = (".ttf", ".otf", ".ttc", ".pfb")
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u00ad\n\r\t")


class FontMissing(Exception):
    """A typeface that this machine lacks, in a sentence."""


@dataclass(frozen=True, slots=True)
class Face:
    """One weight and style of a family; `file` is its name without `.ttf`.

    Its family is called what no font of the system is: where a machine has Noto in another release, or in more weights, those
    would be taken for it.
    """

    family: str
    weight: int
    file: str
    style: str = "normal"


def _upright(family: str, file: str) -> tuple[Face, ...]:
    return Face(family, 400, f"{file}-Regular"), Face(family, 700, f"{file}-Bold")


def _italic(family: str, file: str) -> tuple[Face, ...]:
    return Face(family, 400, f"{file}-Italic", "italic"), Face(family, 700, f"{file}-BoldItalic", "italic")


SANS: Final = _upright("Paper Noto Sans", "NotoSans")
SERIF: Final = _upright("Paper Noto Serif", "NotoSerif")
NASKH: Final = _upright("Paper Noto Naskh Arabic", "NotoNaskhArabic")
NASTALIQ: Final = _upright("Paper Noto Nastaliq Urdu", "NotoNastaliqUrdu")
ITALICS: Final = (*_italic("Paper Noto Sans", "NotoSans"), *_italic("Paper Noto Serif", "NotoSerif"))

_OF_LANGUAGE: Final[Mapping[str, tuple[Face, ...]]] = {
    "ur": NASTALIQ,
    "ar": NASKH,
    "fa": NASKH,
    "ps": NASKH,
    "ckb": NASKH,
}


def faces_of_script(locale: str) -> tuple[Face, ...]:
    """Return the faces for a language that is not written in Latin letters, none for others."""
    return _OF_LANGUAGE.get(locale.partition("-")[0], ())


def faces_of(locale: str) -> tuple[Face, ...]:
    """Return the faces for a language: those of its script first, then Latin for numbers, names and addresses."""
    return (*faces_of_script(locale), *SERIF, *SANS)


def families(faces: Iterable[Face]) -> str:
    """Return the families of `faces` as CSS lists them."""
    return ",".join(f'"{name}"' for name in dict.fromkeys(face.family for face in faces))


def faces_here() -> tuple[Face, ...]:
    """Return all faces whose files this machine has."""
    every = (*SANS, *SERIF, *ITALICS, *NASKH, *NASTALIQ)
    return tuple(face for face in every if f"{face.file}.ttf" in _noto())


@cache
def font_bytes(name: str) -> bytes:
    """Return the file of a face; raises FontMissing."""
    path = _noto().get(f"{name}.ttf")
    if path is None:
        raise FontMissing(f"The font {name} is not on this machine: install Debian's {PACKAGE}, or Noto's own files.")
    return path.read_bytes()


@cache
def _noto() -> Mapping[str, Path]:
    """Return Noto's files by name; where one lies twice, the first folder counts."""
    found: dict[str, Path] = {}
    for path in font_files():
        if path.name.startswith("Noto") and path.suffix == ".ttf":
            found.setdefault(path.name, path)
    return found


def font_files() -> list[Path]:
    """Return the files of fonts on this machine: of WAYMARK_FONTS, then of the folders in which Linux keeps them."""
    home = Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser()
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / "fonts", Path("~/.fonts").expanduser()]
    if extra := os.environ.get("WAYMARK_FONTS"):
        folders.insert(0, Path(extra))
    every = (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in _KINDS)
    return [path for path in every if path.is_file() and os.access(path, os.R_OK)]


def fonts_digest() -> str:
    """Return a digest over the files of all faces, and the names and sizes of the fonts that take the place of a missing one."""
    total = hashlib.sha256()
    for face in faces_here():
        total.update(f"{face}\0".encode() + hashlib.sha256(font_bytes(face.file)).digest())
    total.update("\0".join(sorted(f"{path.name} {path.stat().st_size}" for path in font_files())).encode())
    return total.hexdigest()


@cache
def _letters(name: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        return frozenset(TTFont(BytesIO(font_bytes(name)), lazy=True).getBestCmap())
    except TTLibError as error:
        raise FontMissing(f"The font {name} on this machine is damaged: install Debian's {PACKAGE} anew.") from error


def lacking(text: str, faces: Sequence[Face]) -> str:
    """Return the characters of `text` that none of `faces` has, each once; raises FontMissing."""
    wanted = dict.fromkeys(text)
    known = [_letters(face.file) for face in faces]
    return "".join(
        each for each in wanted if each not in _INVISIBLE and not any(ord(each) in letters for letters in known)
    )


def face_rules(faces: Iterable[Face]) -> str:
    """Return the `@font-face` rules of `faces`, for a page that is handed `face_files`."""
    return "\n".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f'src:url("paper:{face.file}.ttf")}}'
        for face in faces
    )


def face_files(faces: Iterable[Face]) -> dict[str, bytes]:
    """Return the files that `face_rules` names; raises FontMissing."""
    return {f"{face.file}.ttf": font_bytes(face.file) for face in faces}
