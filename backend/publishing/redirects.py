"""Redirects of a site: where old paths lead now, from Wagtail's redirects to the contract's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect

from backend.organisations.models import Organisation
from backend.publishing.identity import contract_id
from backend.publishing.presenters.sources import Json

_PATH: Final = re.compile(r"/(?:[a-z0-9_-]+/)*")
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>]+")


@dataclass(frozen=True, slots=True)
class StoredRedirect:
    """A redirect as editors made it, with the id of the page that it leads to."""

    path: str
    page: UUID | None
    address: str
    permanent: bool


def normal_path(address: str) -> str | None:
    """Return the path of `address` in the contract's form, or None when a site cannot have such a path."""
    path = unquote(urlsplit(address).path).lower()
    path = re.sub(r"/+", "/", f"/{path}/")
    return path if _PATH.fullmatch(path) and not urlsplit(address).query else None


def redirects_of(organisation: Organisation) -> dict[str, StoredRedirect]:
    """Return the redirects of an organisation's site by path, its own before those for all sites; one query.

    Paths that no static site can have (with a query, or a file ending) are left out.
    """
    rows = Redirect.objects.filter(Q(site_id=organisation.site_id) | Q(site=None)).order_by("pk")
    found: dict[str, tuple[bool, StoredRedirect]] = {}
    for old, site, page, link, permanent in rows.values_list(
        "old_path", "site_id", contract_id("redirect_page__"), "redirect_link", "is_permanent"
    ):
        path = normal_path(old)
        if path is None or (path in found and (found[path][0] or site is None)):
            continue
        found[path] = (site is not None, StoredRedirect(path, page, link, permanent))
    return {path: redirect for path, (_, redirect) in found.items()}


def present_redirects(
    stored: Mapping[str, StoredRedirect], *, base_url: str, live: Mapping[str, UUID], reachable: frozenset[UUID]
) -> list[Json]:
    """Return the redirects to pages that somebody can reach and to addresses, by path.

    `live` gives page ids by the paths of this site. A path that is live again redirects nowhere.
    """
    answer = []
    for path, redirect in sorted(stored.items()):
        if path in live:
            continue
        target = _target(redirect, base_url, live, reachable)
        if target is not None:
            answer.append({"path": path, "target": target, "permanent": redirect.permanent})
    return answer


def _target(
    redirect: StoredRedirect, base_url: str, live: Mapping[str, UUID], reachable: frozenset[UUID]
) -> Json | None:
    if redirect.page is not None:
        return {"kind": "page", "page": str(redirect.page)} if redirect.page in reachable else None
    address = redirect.address.strip()
    own = address.removeprefix(base_url) if address.startswith(f"{base_url}/") else address
    if own.startswith("/") and not own.startswith("//"):
        page = live.get(normal_path(own) or "")
        return {"kind": "page", "page": str(page)} if page else None
    return {"kind": "url", "url": address} if _ADDRESS.fullmatch(address) else None
