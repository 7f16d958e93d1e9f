"""What a browser lets pages of other origins read: the public API without credentials, and nothing else."""

import pytest
from django.test import Client, override_settings

from content_models import Manifest

ELSEWHERE = {"Origin": "https://council.example"}
PREVIEW = {"Origin": "http://preview.example"}


@pytest.mark.parametrize(
    "address", ["", "sites/", "sites/marlshire/manifest", "sites/unknown/manifest", "no-such-thing"]
)
def test_any_origin_reads_the_public_api_without_credentials(client: Client, marlshire: Manifest, address: str) -> None:
    response = client.get(f"/api/v1/{address}", headers=ELSEWHERE)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in response


def test_other_origins_may_send_conditional_requests_and_nothing_that_writes(db: None, client: Client) -> None:
    asked = ELSEWHERE | {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    response = client.options("/api/v1/sites/", headers=asked)
    assert response.status_code == 200
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "if-none-match" in response["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/api/main/pages/", "/media/x.pdf", "/"])
def test_everything_else_is_closed_to_other_origins(db: None, client: Client, address: str) -> None:
    for method in (client.get, client.options):
        response = method(address, headers=ELSEWHERE | {"Access-Control-Request-Method": "GET"})
        assert "Access-Control-Allow-Origin" not in response


def test_a_preview_is_read_from_the_origin_that_shows_it_and_from_no_other(db: None, client: Client) -> None:
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "x-waymark-preview"}
    for origin, is_open in ((PREVIEW, True), (ELSEWHERE, False), ({"Origin": "null"}, False)):
        for response in (
            client.get("/api/v1/preview/?site=marlshire", headers=origin),
            client.options("/api/v1/preview/", headers=origin | asked),
        ):
            assert ("Access-Control-Allow-Origin" in response) == is_open


@override_settings(WAYMARK_PREVIEW_URL="https://preview.example/somewhere")
def test_the_origin_of_previews_is_host_and_scheme_of_their_address(db: None, client: Client) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/api/v1/preview/?site=a", headers=PREVIEW)
    secure = {"Origin": "https://preview.example"}
    assert "Access-Control-Allow-Origin" in client.get("/api/v1/preview/?site=a", headers=secure)
