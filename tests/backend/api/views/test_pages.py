import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from content_models import Manifest
from content_models.documents import document_adapter

PAGES = "/api/v1/sites/marlshire/pages/"


def get(client: Client, **query: Any) -> Any:
    response = client.get(f"{PAGES}?{urlencode(query)}")
    assert response.status_code == 200, response.content
    return response.json()


def test_pages_come_in_the_order_of_the_site(client: Client, marlshire: Manifest) -> None:
    answer = get(client, limit=100)
    assert [page["path"] for page in answer["pages"]] == [entry.path for entry in marlshire.entries]
    assert answer["total"] == len(marlshire.entries)
    assert "next" not in answer
    assert "previous" not in answer


def test_pages_lead_to_the_next_and_the_previous_ones(client: Client, marlshire: Manifest) -> None:
    seen: list[str] = []
    last = url = f"{PAGES}?locale=en&limit=3"
    while url:
        answer = client.get(url).json()
        assert len(answer["pages"]) <= 3
        seen += [page["path"] for page in answer["pages"]]
        last, url = url, answer.get("next", "")
    assert seen == [entry.path for entry in marlshire.entries if entry.locale == "en"]
    assert client.get(client.get(last).json()["previous"]).json()["next"] == last


def test_beyond_the_end_there_is_nothing_but_a_way_back(client: Client, marlshire: Manifest) -> None:
    answer = get(client, offset=1000, limit=5)
    assert answer["pages"] == []
    assert len(client.get(answer["previous"]).json()["pages"]) == 5


@pytest.mark.parametrize("locale", ["en", "cy", "ur"])
def test_a_language_is_chosen(client: Client, marlshire: Manifest, locale: str) -> None:
    assert {page["locale"] for page in get(client, locale=locale)["pages"]} == {locale}


def test_a_type_a_path_and_words_are_chosen(client: Client, marlshire: Manifest) -> None:
    assert {page["type"] for page in get(client, type="guide")["pages"]} == {"guide"}
    [page] = get(client, path=marlshire.entries[1].path)["pages"]
    assert page["id"] == str(marlshire.entries[1].id)
    title = page["document"]["title"]
    assert page["path"] in {found["path"] for found in get(client, q=title.upper())["pages"]}
    assert get(client, q="xyzzy plugh")["pages"] == []


@pytest.mark.parametrize("letters", ["%", "_", "\\", "'", '"', "%' OR 1=1 --"])
def test_letters_that_mean_something_to_a_database_mean_nothing_here(
    client: Client, marlshire: Manifest, letters: str
) -> None:
    every = get(client, limit=100)["pages"]
    found = get(client, q=letters, limit=100)["pages"]
    words = letters.lower().split()
    texts = [json.dumps(page["document"], ensure_ascii=False).lower() for page in every]
    assert len(found) <= sum(all(json.dumps(word)[1:-1] in text or word in text for word in words) for text in texts)


def test_every_reference_has_an_address(client: Client, marlshire: Manifest) -> None:
    pages = get(client, limit=100)["pages"]
    text = json.dumps(pages)
    known = {str(entry.id) for entry in marlshire.entries} | {str(page.id) for page in marlshire.external}
    links = list(parts(pages, "page"))
    assert links
    for link in links:
        assert ("url" in link) == (link["page"] in known)
        assert "url" not in link or link["url"].startswith("https://")
        assert "url" not in link or link["title"]
    files = [part for part in parts(pages, "filename") if "media_type" in part]
    assert files
    assert all(file["url"] == f"http://testserver/api/v1/media/{file['digest']}" for file in files)
    contacts = {str(contact.id) for contact in marlshire.contacts}
    references = list(parts(pages, "contact"))
    assert any("record" in reference for reference in references)
    assert all(("record" in reference) == (reference["contact"] in contacts) for reference in references)
    assert 'href=\\"page:' not in text, "rich text has addresses too"


def test_a_link_leads_to_the_version_in_the_readers_language(client: Client, marlshire: Manifest) -> None:
    here = {(str(entry.id), entry.locale): entry.path for entry in marlshire.entries}
    base = marlshire.site.base_url.rstrip("/")
    checked = 0
    for page in get(client, limit=100)["pages"]:
        for link in parts(page["document"], "page"):
            path = here.get((link["page"], page["locale"]))
            if path is not None:
                assert link["url"] == base + path
                checked += 1
            elif (link["page"], "en") in here:
                assert link["url"] == base + here[link["page"], "en"]
    assert checked


def test_one_page_is_the_same_as_in_the_list(client: Client, marlshire: Manifest) -> None:
    for page in get(client, limit=100)["pages"]:
        response = client.get(f"{PAGES}{page['id']}?locale={page['locale']}")
        assert response.json() == page
        assert response["Content-Language"] == page["locale"]
        document_adapter.validate_python(page["document"])


def test_without_a_language_a_page_comes_in_the_sites_first(client: Client, marlshire: Manifest) -> None:
    home = next(entry for entry in marlshire.entries if entry.path == "/")
    assert client.get(f"{PAGES}{home.id}").json()["locale"] == "en"
    only_welsh = next(
        entry for entry in marlshire.entries
        if entry.locale == "cy" and (entry.id, "en") not in {(one.id, one.locale) for one in marlshire.entries}
    )  # fmt: skip
    assert client.get(f"{PAGES}{only_welsh.id}").json()["locale"] == "cy"
    assert client.get(f"{PAGES}{only_welsh.id}?locale=en").status_code == 404


def test_pages_answer_304_until_the_site_changes(client: Client, marlshire: Manifest) -> None:
    first = client.get(f"{PAGES}?limit=2")
    assert client.get(f"{PAGES}?limit=2", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(f"{PAGES}?limit=3", headers={"If-None-Match": first["ETag"]}).status_code == 200
    [page] = get(client, limit=1)["pages"]
    one = client.get(f"{PAGES}{page['id']}")
    again = client.get(f"{PAGES}{page['id']}", headers={"If-None-Match": one["ETag"]})
    assert again.status_code == 304
    assert again["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("limit=abc", "whole number"),
        ("limit=0", "greater than or equal to 1"),
        ("limit=101", "less than or equal to 100"),
        ("limit=-1", "whole number"),
        ("limit=1.0", "whole number"),
        ("limit=１", "whole number"),
        ("limit=", "whole number"),
        ("limit=1&limit=2", "given 2 times"),
        ("offset=99999999", "whole number"),
        ("offset=9999999", "less than or equal to 1000000"),
        ("locale=xx-unknown", "en, cy, ur"),
        ("locale=EN", "pattern"),
        ("locale=", "pattern"),
        ("type=secret", "case_study"),
        ("path=stories", "pattern"),
        ("path=/../", "pattern"),
        ("q=", "at least 1 character"),
        ("q=a%00b", "control characters"),
        (f"q={'a' * 201}", "at most 200"),
        ("draft=1", "locale, type, q, path, limit, offset"),
        ("format=api", "no parameter"),
    ],
)
def test_a_wrong_parameter_is_told(client: Client, marlshire: Manifest, query: str, said: str) -> None:
    response = client.get(f"{PAGES}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert said in response.json()["detail"]
    assert response.json()["type"] == "urn:problem-type:waymark:bad-parameter"


def parts(value: Any, key: str) -> Any:
    """Yield every object inside `value` that has `key`, but for the pages themselves."""
    if isinstance(value, dict):
        if isinstance(value.get(key), str):
            yield value
        for item in value.values():
            yield from parts(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from parts(item, key)
