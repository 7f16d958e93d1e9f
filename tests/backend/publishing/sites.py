"""Sites for tests of publishing: public from the start, and short ways to read what the store holds of them."""

import json
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision

from backend.organisations.models import HelpContact, Organisation
from backend.publishing import store
from backend.publishing.drain import Drained, drain
from backend.publishing.models import CompiledPage, LiveEntry, PublishIntent, StoredManifest
from content_models import Document, Entry, Manifest, parse_document
from tests.backend.pages.factories import make_contact, make_organisation, page_content


def make_site(slug: str, **fields: Any) -> Organisation:
    """Return a provisioned organisation whose home page is public and whose manifest is recorded."""
    organisation = make_organisation(slug, **fields)
    HelpContact.objects.create(
        organisation=organisation,
        contact=make_contact(organisation, label="Emergency", kind="emergency", phone="999"),
        sort_order=0,
    )
    publish_home(organisation.root_page)
    drained()
    return Organisation.objects.get(pk=organisation.pk)


def publish_home(home: Any) -> None:
    """Fill a provisioned home page and publish it."""
    for name, value in page_content("home", None).items():
        setattr(home, name, value)
    home.summary = "What this site is for."
    home.save_revision().publish()


def drained() -> Drained:
    """Take up all intents, expecting that nothing fails for a technical reason."""
    outcome = drain()
    assert outcome.failures == []
    return outcome


def stored(organisation: Organisation) -> StoredManifest:
    """Return the stored manifest of an organisation."""
    return StoredManifest.objects.get(organisation=organisation)


def manifest(organisation: Organisation) -> Manifest:
    """Return the recorded manifest of an organisation."""
    return Manifest.parse(bytes(stored(organisation).body))


def paths(organisation: Organisation) -> list[str]:
    """Return the paths of the recorded manifest, in order."""
    return [entry.path for entry in manifest(organisation).entries]


def document(page: Page) -> Document:
    """Return the compiled document of a page."""
    compiled = CompiledPage.objects.select_related("document").get(page_id=page.pk)
    assert compiled.document is not None, compiled.error
    return parse_document(bytes(compiled.document.body))


def document_json(page: Page) -> dict[str, Any]:
    """Return the compiled document of a page as JSON."""
    compiled = CompiledPage.objects.select_related("document").get(page_id=page.pk)
    assert compiled.document is not None, compiled.error
    data: dict[str, Any] = json.loads(bytes(compiled.document.body))
    return data


def state() -> dict[str, Any]:
    """Return all that readers of the store could tell apart, without when it was written."""
    return {
        "manifests": sorted(StoredManifest.objects.values_list("organisation__slug", "digest")),
        "entries": sorted(LiveEntry.objects.values_list("organisation__slug", "path", "document_id")),
        "undone": PublishIntent.objects.filter(done__isnull=True).count(),
    }


def schedule(page: Any, **fields: Any) -> None:
    """Publish `page` with a time in the future, and then let that time come."""
    page.go_live_at = timezone.now() + timedelta(hours=1)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(clean=False).publish()
    Revision.objects.filter(approved_go_live_at__isnull=False).update(
        approved_go_live_at=timezone.now() - timedelta(seconds=5)
    )
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = (timezone.now() - timedelta(seconds=5)).isoformat()
        revision.save()


def link_to(page: Page) -> list[dict[str, Any]]:
    """Return a body with one link to `page`."""
    return [{"type": "rich_text", "id": "r1", "value": f'<p><a linktype="page" id="{page.pk}">x</a></p>'}]


def with_new_address(page: Any, slug: str) -> None:
    """Give a page another slug, as the editor does."""
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        page.refresh_from_db()
        page.slug = slug
        page.save_revision().publish()
    drained()


def entry(organisation: Organisation, path: str) -> Entry:
    """Return the entry of the recorded manifest at a path."""
    return next(entry for entry in manifest(organisation).entries if entry.path == path)


def json_of(organisation: Organisation, path: str) -> str:
    """Return the JSON of the document at a path of the recorded manifest."""
    return bytes(store.document(entry(organisation, path).digest).body).decode()
