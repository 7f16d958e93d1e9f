"""Ready pages of a site, for those who want content with every link, contact and file filled in."""

import hashlib

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from backend.api import identity
from backend.api.answers import Page, PageList
from backend.api.caching import REVALIDATE, not_modified
from backend.api.names import page_id as read_page_id
from backend.api.names import site_name
from backend.api.operations import PAGE_ID, SITE, described
from backend.api.paging import neighbours
from backend.api.problem import BadParameter
from backend.api.queries import LocaleQuery, PagesQuery, quoted
from backend.api.reading import SiteReading, best_entry, ready_pages
from backend.api.views.base import PublicView
from backend.publishing import store
from backend.publishing.models import StoredManifest
from content_models import canonical_bytes
from content_models.media import MediaFile


class PagesView(PublicView):
    """The pages of a site."""

    query_class = PagesQuery
    query: PagesQuery

    @described(
        "pages", "Pages of a site, ready to use", PageList, path=(SITE,), query=PagesQuery, also=(304, 404, 406, 412)
    )
    def get(self, request: Request, site: str) -> HttpResponse:
        """Answer with the pages that fit, in the order of the site; four queries."""
        manifest = store.manifest_of(site_name(site))
        reading, wanted = SiteReading.of(manifest), self.query
        _require_locale(reading, wanted.locale)
        headers = _headers(request, manifest)
        if unchanged := not_modified(request, headers):
            return unchanged
        fitting = store.entries(manifest, locale=wanted.locale, type=wanted.type, path=wanted.path, q=wanted.q)
        total = fitting.count()
        chosen = fitting[wanted.offset : wanted.offset + wanted.limit]
        around = neighbours(request, wanted, total)
        # The parts are valid as they stand; validating all of them again would take longer than the rest.
        answer = PageList.model_construct(
            total=total, limit=wanted.limit, offset=wanted.offset,
            next=around.next, previous=around.previous,
            pages=ready_pages(manifest, reading, chosen, _MediaAddress(request)),
        )  # fmt: skip
        return HttpResponse(canonical_bytes(answer), content_type="application/json", headers=headers)


class PageView(PublicView):
    """One page of a site."""

    query_class = LocaleQuery
    query: LocaleQuery

    @described(
        "page", "One page of a site, ready to use", Page, path=(SITE, PAGE_ID), query=LocaleQuery,
        also=(304, 404, 406, 410, 412),
    )  # fmt: skip
    def get(self, request: Request, site: str, page_id: str) -> HttpResponse:
        """Answer with the page in the language asked for, else in the first of the site's that it has; four queries."""
        wanted = read_page_id(page_id)
        manifest = store.manifest_of(site_name(site))
        reading = SiteReading.of(manifest)
        _require_locale(reading, self.query.locale)
        entry = best_entry(manifest, reading, wanted, self.query.locale)
        headers = {**_headers(request, manifest), "Content-Language": entry.locale}
        if unchanged := not_modified(request, headers):
            return unchanged
        [page] = ready_pages(manifest, reading, [entry], _MediaAddress(request))
        return HttpResponse(canonical_bytes(page), content_type="application/json", headers=headers)


class _MediaAddress:
    """The absolute address of a file at this API."""

    def __init__(self, request: Request) -> None:
        self.base = request.build_absolute_uri(reverse("api:index"))

    def __call__(self, file: MediaFile) -> str:
        return f"{self.base}media/{file.digest}"


def _headers(request: Request, manifest: StoredManifest) -> dict[str, str]:
    """Return the headers of an answer that only the manifest, the address and this code decide.

    The tag is weak: another version of the server may write the same content in other bytes.
    """
    decided_by = f"{identity.VERSION} {manifest.digest} {request.build_absolute_uri()}"
    return {"ETag": f'W/"{hashlib.sha256(decided_by.encode()).hexdigest()}"', "Cache-Control": REVALIDATE}


def _require_locale(site: SiteReading, locale: str | None) -> None:
    if locale is not None and locale not in site.locales:
        raise BadParameter(
            f"The site has no language {quoted(locale)}; the parameter locale may be: {', '.join(site.locales)}."
        )
