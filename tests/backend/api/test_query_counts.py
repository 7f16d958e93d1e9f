"""What an answer costs the database does not depend on how many pages a site has."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content_models import Manifest
from tests.backend.api.store_rows import offer_all, record_adopter, record_many

MOST = 5


@pytest.fixture(params=[50, 500])
def site(request: pytest.FixtureRequest, db: None) -> Manifest:
    """A site of 50, then of 500 pages, each of which links to others."""
    number: int = request.param
    return record_many("many", number)


@pytest.fixture
def adopter(site: Manifest) -> Manifest:
    """A site that adopts all of them and adds to each; all are on offer."""
    offer_all(site)
    return record_adopter("adopter", site)


def queries(client: Client, address: str) -> int:
    """Return how many queries a request took, its body included."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(f"/api/v1/{address}")
        body = response.getvalue()
    assert response.status_code == 200, body
    return len(captured)


@pytest.mark.parametrize(
    ("address", "exactly"),
    [("sites/", 1), ("sites/many/manifest", 1), ("sites/many/export", 2), ("sites/many/pages/?limit=1", 4),
     ("sites/many/pages/?limit=100", 4), ("sites/many/pages/?limit=100&q=guide&type=guide&locale=en&offset=10", 4)],
)  # fmt: skip
def test_lists_and_exports_take_few_queries_at_any_size(
    client: Client, site: Manifest, address: str, exactly: int
) -> None:
    assert queries(client, address) == exactly <= MOST


def test_one_page_takes_few_queries_at_any_size(client: Client, site: Manifest) -> None:
    entry = site.entries[7]
    assert queries(client, f"sites/many/pages/{entry.id}") == 3 <= MOST
    assert queries(client, f"sites/many/pages/{entry.id}?locale=en") == 3
    assert queries(client, f"documents/{entry.digest}") == 1


def test_a_client_that_is_up_to_date_costs_one_query(client: Client, site: Manifest) -> None:
    for address in ("manifest", "export", "pages/"):
        etag = client.get(f"/api/v1/sites/many/{address}")["ETag"]
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/api/v1/sites/many/{address}", headers={"If-None-Match": etag}).status_code == 304
        assert len(captured) == 1


@pytest.mark.parametrize(
    ("address", "exactly"),
    [("sites/adopter/manifest", 1), ("sites/adopter/export", 2), ("sites/adopter/pages/?limit=1", 4),
     ("sites/adopter/pages/?limit=100", 4), ("sites/adopter/pages/?limit=100&q=marzipan&type=guide&locale=en", 4),
     ("library/", 3), ("library/?limit=100&offset=10", 3), ("library/?q=guide&topic=referral&owner=many&type=guide", 3),
     ("library/?nation=england&locale=en&limit=100", 3)],
)  # fmt: skip
def test_adopted_pages_and_the_library_take_few_queries_at_any_size(
    client: Client, adopter: Manifest, address: str, exactly: int
) -> None:
    assert queries(client, address) == exactly <= MOST


def test_one_adopted_page_and_one_overlay_take_few_queries_at_any_size(client: Client, adopter: Manifest) -> None:
    entry = adopter.entries[7]
    assert queries(client, f"sites/adopter/pages/{entry.id}") == 3
    assert queries(client, f"overlays/{entry.overlay}") == 1
