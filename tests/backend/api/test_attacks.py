"""Nobody reads what is not public, by any parameter there is: drafts, private pages, withdrawn pages, other sites' pages."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from backend.organisations.models import Organisation
from backend.publishing.drain import drain
from backend.publishing.models import StoredDocument
from tests.backend.pages.factories import make_page
from tests.backend.publishing.sites import make_site

SECRETS = ("Zebra draft", "Zebra revision", "Zebra private", "Zebra below", "Zebra withdrawn", "Zebra elsewhere")

FILTERS = (
    "q=zebra", "q=Zebra%20draft", "path=/draft/", "path=/private/", "path=/private/below/", "path=/withdrawn/",
    "path=/elsewhere/", "type=guide", "type=section", "locale=en&limit=100", "offset=0&limit=100",
)  # fmt: skip
FORGED = (
    "live=0", "live=false", "draft=1", "revision=latest", "preview=1", "site=colchester", "site=colchester&limit=1",
    "organisation=2", "fields=*", "status=draft", "organisation__slug=colchester", "document__title=x", "type=page",
    "type=guide,standard", "type__in=guide", "path=%2Fdraft%2F%00", "path=/draft", "path=/*/", "path=/%25/",
    "locale=en%00", "locale=*", "locale=en&locale=cy", "offset=-1", "limit=1000000", "q=%00",
)  # fmt: skip
NAMES = (
    "..", ".", "%2e%2e", "../colchester", "%2e%2e%2fcolchester", "MARLSHIRE", "Marlshire", "marlshire%00", "marlshire%20",
    "%20marlshire", "marlshire%0a", "ｍarlshire", "mаrlshire", "marlshire,colchester", "*", "%25", "marlshire;colchester",
    "marlshire%2Fcolchester", "-", "marlshire-", "a" * 81, "None", "null", "0", "1", "'", "marlshire'--",
    "%EF%BB%BFmarlshire", "marlshire\u200d", "%ff", "localhost",
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """Two organisations with everything that must not come out of the first."""

    hidden: dict[str, Any]
    """Pages that are not public anywhere, by what they are."""
    elsewhere: Any
    """A public page of the other organisation."""
    shown: Any


@pytest.fixture
def scene(db: None, settings: Any, tmp_path: Any) -> Iterator[Scene]:
    """Drafts, a private page with a child, a withdrawn page, and another organisation's page, all really published."""
    settings.MEDIA_ROOT = tmp_path / "media"
    Site.clear_site_root_paths_cache()
    marlshire, colchester = make_site("marlshire"), make_site("colchester", kind="council")
    shown = make_page("standard", marlshire, title="Plain page", slug="plain")
    drafted = make_page("standard", marlshire, title="Public title", slug="drafted")
    drafted.title = "Zebra revision"
    drafted.save_revision()
    private = make_page("section", marlshire, title="Zebra private", slug="private")
    below = make_page("standard", private, title="Zebra below", slug="below")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    withdrawn = make_page("standard", marlshire, title="Zebra withdrawn", slug="withdrawn")
    _publish()
    withdrawn.unpublish()
    hidden = {
        "draft": make_page("standard", marlshire, title="Zebra draft", slug="draft", published=False),
        "private": private, "below": below, "withdrawn": withdrawn,
    }  # fmt: skip
    elsewhere = make_page("guide", colchester, title="Zebra elsewhere", slug="elsewhere")
    _publish()
    yield Scene(hidden, elsewhere, shown)
    Site.clear_site_root_paths_cache()


def _publish() -> None:
    drained = drain()
    assert not drained.failures


def answers(client: Client, *addresses: str) -> str:
    """Return all that the API says at these addresses, whatever the status."""
    return "\n".join(client.get(f"/api/v1/{address}").getvalue().decode() for address in addresses)


def test_the_scene_is_real(client: Client, scene: Scene) -> None:
    assert "Plain page" in answers(client, "sites/marlshire/export")
    assert "Zebra elsewhere" in answers(client, "sites/colchester/export")
    assert StoredDocument.objects.filter(title="Zebra withdrawn").exists(), "the store remembers it, the API does not"


def test_no_list_shows_what_is_not_public(client: Client, scene: Scene) -> None:
    said = answers(
        client, "sites/", "sites/marlshire/manifest", "sites/marlshire/export", "sites/marlshire/pages/?limit=100"
    )
    for secret in SECRETS:
        assert secret not in said
    for page in scene.hidden.values():
        assert str(page.translation_key) not in said


def test_no_id_opens_a_hidden_page(client: Client, scene: Scene) -> None:
    for page in scene.hidden.values():
        key = page.translation_key
        for site in ("marlshire", "colchester"):
            for name in (
                key,
                str(key).upper(),
                key.hex,
                page.pk,
                f"{page.pk}/",
                f"{key}%00",
                f"{{{key}}}",
                f"urn:uuid:{key}",
            ):
                for query in ("", "?locale=en"):
                    response = client.get(f"/api/v1/sites/{site}/pages/{name}{query}")
                    assert response.status_code in {404, 410}, (page, name)
                    assert page.title not in response.content.decode()


def test_another_organisations_page_is_not_on_this_site(client: Client, scene: Scene) -> None:
    key = scene.elsewhere.translation_key
    assert client.get(f"/api/v1/sites/colchester/pages/{key}").status_code == 200
    response = client.get(f"/api/v1/sites/marlshire/pages/{key}")
    assert response.status_code == 404
    assert "Zebra" not in response.content.decode()


def test_no_filter_finds_a_hidden_page(client: Client, scene: Scene) -> None:
    for query in FILTERS:
        response = client.get(f"/api/v1/sites/marlshire/pages/?{query}")
        assert response.status_code == 200, query
        assert "Zebra" not in response.content.decode(), query


def test_a_parameter_that_would_open_more_is_refused(client: Client, scene: Scene) -> None:
    for query in FORGED:
        response = client.get(f"/api/v1/sites/marlshire/pages/?{query}")
        assert response.status_code == 400, query
        assert "Zebra" not in response.content.decode(), query


def test_no_digest_opens_what_was_withdrawn_or_made_private(client: Client, scene: Scene) -> None:
    hidden = {page.translation_key for page in scene.hidden.values()}
    stored = StoredDocument.objects.filter(page_id__in=hidden)
    assert stored
    for document in stored:
        for name in (document.digest, document.digest.upper(), document.digest[:16], f"{document.digest}%00"):
            response = client.get(f"/api/v1/documents/{name}")
            assert response.status_code in {404, 410}
            assert "Zebra" not in response.content.decode()


def test_only_the_exact_name_is_a_site(client: Client, scene: Scene) -> None:
    for name in NAMES:
        encoded = name if "%" in name else quote(name, safe="/;,'*")
        for rest in ("manifest", "export", "pages/", f"pages/{scene.shown.translation_key}"):
            response = client.get(f"/api/v1/sites/{encoded}/{rest}")
            assert response.status_code == 404, name
            assert response["Content-Type"] == "application/problem+json"
            assert json.loads(response.content)["status"] == 404


def test_a_log_in_shows_no_more_than_none(client: Client, scene: Scene, django_user_model: Any) -> None:
    before = answers(client, "sites/marlshire/export", "sites/marlshire/pages/?limit=100")
    client.force_login(django_user_model.objects.create_superuser("admin", "admin@example.org", "swordfish-and-chips"))
    assert answers(client, "sites/marlshire/export", "sites/marlshire/pages/?limit=100") == before
    draft = scene.hidden["draft"].translation_key
    assert client.get(f"/api/v1/sites/marlshire/pages/{draft}").status_code == 404


def test_what_is_published_and_taken_down_comes_and_goes(client: Client, scene: Scene) -> None:
    draft = scene.hidden["draft"]
    address = f"/api/v1/sites/marlshire/pages/{draft.translation_key}"
    draft.get_latest_revision().publish()
    _publish()
    page = client.get(address).json()
    assert page["document"]["title"] == "Zebra draft"
    assert client.get(f"/api/v1/documents/{page['digest']}").status_code == 200
    Page.objects.get(pk=draft.pk).specific.unpublish()
    _publish()
    assert client.get(address).status_code == 410
    assert client.get(f"/api/v1/documents/{page['digest']}").status_code == 410


def test_an_organisation_without_a_public_page_is_no_site(client: Client, scene: Scene) -> None:
    assert Organisation.objects.count() == 2
    home = Organisation.objects.get(slug="colchester").root_page
    assert home is not None
    for page in Page.objects.descendant_of(home):
        page.specific.unpublish()
    _publish()
    assert "Zebra" not in answers(client, "sites/colchester/export", "sites/colchester/pages/")
