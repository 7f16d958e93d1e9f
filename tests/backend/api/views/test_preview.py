"""The preview endpoint from outside: only a fresh token opens it, and no cache or search engine keeps what it says."""

from typing import Any

import pytest
from django.test import Client

from backend.organisations.models import Organisation
from tests.backend.pages.factories import make_image, make_page
from tests.backend.publishing.sites import make_site
from tests.backend.publishing.test_drafts import pictured, previewed


@pytest.fixture
def marlshire(db: None, settings: Any, tmp_path: Any) -> Organisation:
    settings.MEDIA_ROOT = tmp_path / "media"
    return make_site("marlshire")


def ask(client: Client, token: str, site: str = "marlshire") -> Any:
    return client.get(f"/api/v1/preview/?site={site}", headers={"X-Waymark-Preview": token})


def test_a_fresh_token_opens_its_draft_and_nothing_keeps_the_answer(client: Client, marlshire: Organisation) -> None:
    page = make_page("guide", marlshire, published=False, title="Not published")
    response = ask(client, previewed(page))
    assert response.status_code == 200
    assert response.json()["document"]["title"] == "Not published"
    assert "wagtail-userbar" in response.json()["userbar"]
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in response


@pytest.mark.parametrize("token", ["", "forged", "marlshire:1:a:b:c"])
def test_without_a_true_token_it_is_403(client: Client, marlshire: Organisation, token: str) -> None:
    response = ask(client, token)
    assert response.status_code == 403
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"


def test_a_token_in_the_address_is_not_taken(client: Client, marlshire: Organisation) -> None:
    token = previewed(make_page("guide", marlshire))
    assert client.get("/api/v1/preview/", {"site": "marlshire", "token": token}).status_code == 400


def test_another_site_gets_403_and_none_gets_400(client: Client, marlshire: Organisation) -> None:
    token = previewed(make_page("guide", marlshire))
    assert ask(client, token, "essex-police").status_code == 403
    assert client.get("/api/v1/preview/", headers={"X-Waymark-Preview": token}).status_code == 400


def test_it_only_reads(client: Client, marlshire: Organisation) -> None:
    token = previewed(make_page("guide", marlshire))
    for method in (client.post, client.put, client.delete):
        response = method("/api/v1/preview/?site=marlshire", headers={"X-Waymark-Preview": token})
        assert response.status_code == 405


def test_a_draft_that_makes_no_page_is_409_with_the_reason(client: Client, marlshire: Organisation) -> None:
    image = make_image(marlshire)
    page = make_page("standard", marlshire, published=False)
    page.body = pictured(image)
    image.file.storage.delete(image.file.name)
    response = ask(client, previewed(page))
    assert response.status_code == 409
    assert "cannot be read; upload it again" in response.json()["detail"]


def test_a_file_of_a_draft_comes_by_its_signed_name(client: Client, marlshire: Organisation) -> None:
    image = make_image(marlshire)
    page = make_page("standard", marlshire, published=False)
    page.body = pictured(image)
    (digest, name), *_ = ask(client, previewed(page)).json()["files"].items()
    response = client.get(f"/api/v1/preview/files/{name}")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "no-store"
    assert response.getvalue().startswith(b"RIFF")
    assert client.get(f"/api/v1/preview/files/{digest}").status_code == 403
    assert client.get(f"/api/v1/preview/files/{name}x").status_code == 403
