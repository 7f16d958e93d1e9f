"""The sites, and what a builder reads of one: its manifest and its export."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from rest_framework.request import Request

from backend.api.answers import SiteList, SiteSummary
from backend.api.caching import REVALIDATE, not_modified, small_answer
from backend.api.names import site_name
from backend.api.negotiation import JsonLines, gathered, gzipped, prefers_gzip
from backend.api.operations import LINES, SITE, described
from backend.api.views.base import PublicView
from backend.publishing import store
from backend.publishing.models import StoredManifest
from content_models import Manifest
from content_models.values import OrganisationKind


class SitesView(PublicView):
    """The public sites."""

    @described("sites", "The public sites", SiteList, also=(304, 406, 412))
    def get(self, request: Request) -> HttpResponse:
        """Answer with every public site; one query."""
        answer = SiteList(sites=tuple(_summary(request, manifest) for manifest in store.sites()))
        return small_answer(request, answer)


class ManifestView(PublicView):
    """The manifest of a site."""

    @described("manifest", "Everything that a site consists of", Manifest, path=(SITE,), also=(304, 404, 406, 412))
    def get(self, request: Request, site: str) -> HttpResponse:
        """Answer with the stored bytes; their SHA-256 is the entity tag. One query."""
        manifest = store.manifest_of(site_name(site))
        headers = {"ETag": f'"{manifest.digest}"', "Cache-Control": REVALIDATE}
        if unchanged := not_modified(request, headers):
            return unchanged
        return HttpResponse(bytes(manifest.body), content_type="application/json", headers=headers)


class ExportView(PublicView):
    """A whole site in one answer."""

    renderer_classes = (JsonLines,)
    varies_by = ("Accept", "Accept-Encoding")

    @described(
        "export", "Manifest, documents and overlays of a site, a line each", LINES, "application/x-ndjson",
        path=(SITE,), also=(304, 404, 406, 412),
    )  # fmt: skip
    def get(self, request: Request, site: str) -> HttpResponseBase:
        """Stream the manifest and then each of its documents and overlays; two queries, whatever the size."""
        compress = prefers_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        manifest = store.manifest_of(site_name(site))
        # Weak, because the coded and the plain form share it.
        headers = {"ETag": f'W/"{manifest.digest}"', "Cache-Control": REVALIDATE}
        if unchanged := not_modified(request, headers):
            return unchanged
        if compress:
            headers["Content-Encoding"] = "gzip"
        lines = iter(()) if request.method == "HEAD" else _lines(manifest)
        parts = gzipped(lines) if compress else gathered(lines)
        return StreamingHttpResponse(parts, content_type="application/x-ndjson", headers=headers)


def _lines(manifest: StoredManifest) -> Iterator[bytes]:
    yield bytes(manifest.body)
    yield b"\n"
    for body in store.bodies_of(manifest):
        yield body
        yield b"\n"


def _summary(request: Request, manifest: StoredManifest) -> SiteSummary:
    organisation = manifest.organisation
    addresses = {
        name: request.build_absolute_uri(reverse(f"api:{name}", args=[organisation.slug]))
        for name in ("manifest", "export", "pages")
    }
    return SiteSummary(
        slug=organisation.slug, name=organisation.name, kind=OrganisationKind(organisation.kind),
        base_url=organisation.public_address, sequence=manifest.sequence, digest=manifest.digest, **addresses,
    )  # fmt: skip
