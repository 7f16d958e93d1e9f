"""What a plan finds wrong with a site before anything is written."""

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """An error keeps the site's last release in place; a warning is only said."""

    WARNING = "warning"
    ERROR = "error"


class Kind(StrEnum):
    """What is wrong."""

    RESERVED_PATH = "reserved path"
    NO_HOME = "no home page"
    UNKNOWN_LANGUAGE = "unknown language"
    MISSING_TRANSLATION = "missing translation"
    DEAD_LINK = "dead link"
    DEAD_REDIRECT = "dead redirect"
    HIDDEN_REDIRECT = "hidden redirect"
    MISSING_CONTACT = "missing contact"
    FILE_COLLISION = "file collision"
    POSTER = "poster"
    UNPLACED = "local part without a place"
    MARKUP = "markup"
    BROKEN_ADDRESS = "broken address"
    THIRD_PARTY = "third party"
    SIZE = "size"
    LEAFLET = "leaflet"


class Problem(NamedTuple):
    """One thing that is wrong: where on the site, and what to do, in one sentence."""

    severity: Severity
    kind: Kind
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"
