"""Names that stand in paths: read strictly before anything is looked up by them."""

import re
from uuid import UUID

from backend.api.problem import UnknownDigest, UnknownPage, UnknownSiteName
from backend.api.queries import quoted

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def site_name(given: str) -> str:
    """Return `given` when it can be the name of a site; raises UnknownSiteName."""
    if len(given) <= 80 and _SLUG.fullmatch(given):
        return given
    raise UnknownSiteName(
        f"{quoted(given)} is no name of a site (lower-case letters, digits and hyphens); /api/v1/sites/ lists them."
    )


def page_id(given: str) -> UUID:
    """Return the id of a page; raises UnknownPage when it is no UUID in its usual form."""
    if _UUID.fullmatch(given):
        return UUID(given)
    raise UnknownPage(f"{quoted(given)} is no id of a page, which is a UUID such as the manifest's entries carry.")


def digest(given: str) -> str:
    """Return `given` when it is a digest; raises UnknownDigest."""
    if _DIGEST.fullmatch(given):
        return given
    raise UnknownDigest(f"{quoted(given)} is no digest, which has 64 lower-case hexadecimal digits.")
