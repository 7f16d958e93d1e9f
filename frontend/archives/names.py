"""File names that every system takes, of which no two in an archive are the same."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 80
"""Characters of a name with its ending: some systems have room for 255 bytes of a whole path."""

_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, with any ending."""


def safe_name(wanted: str, otherwise: str = "file") -> str:
    """Return a name of small Latin letters, figures, dots and hyphens; `otherwise` where nothing is left of it.

    Folders in it are dropped, so that nothing is unpacked anywhere but in the archive's own folder.
    """
    last = re.split(r"[/\\]", wanted)[-1]
    plain = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).lower()
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    ending = ending.strip("-_")
    stem = stem[: LONGEST - len(ending) - 1].strip("-._") or otherwise
    name = f"{stem}.{ending[:10]}" if ending else stem
    return f"file-{name}" if _RESERVED.match(name) else name


class Names:
    """The names of one archive; capitals make no difference, because to some systems they are none."""

    def __init__(self, taken: tuple[str, ...] = ()) -> None:
        self._taken = {name.lower() for name in taken}

    def free(self, wanted: str, otherwise: str = "file") -> str:
        """Return a safe name that is not taken yet: "poster.pdf", "poster-2.pdf"."""
        name = safe_name(wanted, otherwise)
        stem, dot, ending = name.rpartition(".")
        stem, ending = (stem, dot + ending) if dot else (name, "")
        found, number = name, 1
        while found in self._taken:
            number += 1
            found = f"{stem}-{number}{ending}"
        self._taken.add(found)
        return found
