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

FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")

_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u00ad\n\r\t")


class FontMissing(Exception):
    """A typeface that this machine lacks, in a sentence."""


@dataclass(frozen=True, slots=True)
class Face:
    """One weight of a family, as CSS names it; `file` is its name without `.ttf`."""

    family: str
    weight: int
    file: str


SANS: Final = (Face("Noto Sans", 400, "NotoSans-Regular"), Face("Noto Sans", 700, "NotoSans-Bold"))
SERIF: Final = (Face("Noto Serif", 400, "NotoSerif-Regular"), Face("Noto Serif", 700, "NotoSerif-Bold"))
NASKH: Final = (
    Face("Noto Naskh Arabic", 400, "NotoNaskhArabic-Regular"),
    Face("Noto Naskh Arabic", 700, "NotoNaskhArabic-Bold"),
)
NASTALIQ: Final = (
    Face("Noto Nastaliq Urdu", 400, "NotoNastaliqUrdu-Regular"),
    Face("Noto Nastaliq Urdu", 700, "NotoNastaliqUrdu-Bold"),
)

_OF_LANGUAGE: Final[Mapping[str, tuple[Face, ...]]] = {
    "ur": NASTALIQ,
    "ar": NASKH,
    "fa": NASKH,
    "ps": NASKH,
    "ckb": NASKH,
}


def faces_of(locale: str) -> tuple[Face, ...]:
    """Return the faces for a language: those of its script first, then Latin for numbers, names and addresses."""
    return (*_OF_LANGUAGE.get(locale.partition("-")[0], ()), *SERIF, *SANS)


@cache
def font_bytes(name: str) -> bytes:
    """Return the file of a face; raises FontMissing."""
    path = _files().get(f"{name}.ttf")
    if path is None:
        raise FontMissing(f"The font {name} is not on this machine: install Debian's {PACKAGE}, or Noto's own files.")
    return path.read_bytes()


@cache
def _files() -> Mapping[str, Path]:
    """Return Noto's files by name; where one lies twice, the first folder counts."""
    folders = [Path(folder).expanduser() for folder in FOLDERS]
    if extra := os.environ.get("WAYMARK_FONTS"):
        folders.insert(0, Path(extra))
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("Noto*.ttf")):
            found.setdefault(path.name, path)
    return found


def fonts_digest(faces: Iterable[Face]) -> str:
    """Return a digest over the files of `faces`; raises FontMissing."""
    total = hashlib.sha256()
    for face in faces:
        total.update(_digest(face.file).encode())
    return total.hexdigest()


@cache
def _digest(name: str) -> str:
    return hashlib.sha256(font_bytes(name)).hexdigest()


@cache
def _letters(name: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(BytesIO(font_bytes(name)), lazy=True).getBestCmap())


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
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};src:url("paper:{face.file}.ttf")}}'
        for face in faces
    )


def face_files(faces: Iterable[Face]) -> dict[str, bytes]:
    """Return the files that `face_rules` names; raises FontMissing."""
    return {f"{face.file}.ttf": font_bytes(face.file) for face in faces}
