"""`make build` and `make demo` do what their descriptions say."""

import http.client
import json
from urllib.parse import urlsplit

import pytest

from tests.parts.demonstration import Demonstration

SITES = ["bedfordshire-police", "buckinghamshire", "colchester", "ct-policing", "essex-police"]


def get(address: str) -> tuple[int, str]:
    """Return status and body of an address, whatever name of this machine it has."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=10)
    try:
        connection.request("GET", parts.path or "/", headers={"Host": parts.netloc})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_building_needs_no_server_and_says_what_it_built(demonstration: Demonstration) -> None:
    assert f"Built {len(SITES)} sites in " in demonstration.said_by_build
    assert demonstration.said_by_build.rstrip().endswith(", ".join(SITES))


def test_a_second_start_loads_nothing_again(demonstration: Demonstration) -> None:
    assert "Demonstration content …" in demonstration.said_by_build
    assert "Demonstration content …" not in demonstration.said_by_start
    assert "Database …" not in demonstration.said_by_start


@pytest.mark.parametrize("name", SITES)
def test_every_site_is_served_at_its_own_address_as_a_demonstration(demonstration: Demonstration, name: str) -> None:
    assert f"{demonstration.site(name)}/\n" in demonstration.said_by_start
    status, page = get(f"{demonstration.site(name)}/")
    assert status == 200
    assert "<h1" in page
    assert "demonstration" in page.lower()


def test_an_index_names_every_site(demonstration: Demonstration) -> None:
    status, page = get(f"http://localhost:{demonstration.sites_port}/")
    assert status == 200
    assert [name for name in SITES if f"{name}.localhost:{demonstration.sites_port}" not in page] == []


def test_the_api_and_the_admin_answer(demonstration: Demonstration) -> None:
    status, index = get(f"{demonstration.backend}/api/v1/")
    assert status == 200
    assert json.loads(index)
    status, page = get(f"{demonstration.backend}/admin/login/")
    assert status == 200
    assert 'name="password"' in page
