"""Structured data: valid JSON with the schema.org types that fit."""

import json
from typing import Any

import pytest

from tests.frontend.render.gallery import Elements, page_of, pages


def graph(html: str) -> list[dict[str, Any]]:
    scripts = Elements(html).scripts
    assert len(scripts) == 1
    data = json.loads(scripts[0])
    assert data["@context"] == "https://schema.org"
    return list(data["@graph"])


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("home/national.json", ["WebPage", "GovernmentOrganization"]),
        ("section/stories.json", ["CollectionPage", "BreadcrumbList", "GovernmentOrganization"]),
        ("guide/tell-someone.json", ["WebPage", "HowTo", "BreadcrumbList", "GovernmentOrganization"]),
        ("case_study/door-that-stayed-shut.json", ["WebPage", "Article", "BreadcrumbList", "GovernmentOrganization"]),
        ("news/launch.json", ["WebPage", "NewsArticle", "BreadcrumbList", "GovernmentOrganization"]),
        ("signpost/open-door.json", ["WebPage", "GovernmentService", "BreadcrumbList", "GovernmentOrganization"]),
        ("event/roundtable.json", ["WebPage", "Event", "BreadcrumbList", "GovernmentOrganization"]),
        ("film/at-a-provider.json", ["WebPage", "VideoObject", "BreadcrumbList", "GovernmentOrganization"]),
        ("toolkit/posters-and-leaflets.json", ["CollectionPage", "BreadcrumbList", "GovernmentOrganization"]),
        ("standard/contact.json", ["ContactPage", "BreadcrumbList", "GovernmentOrganization"]),
    ],
)
def test_each_type_says_what_it_is(name: str, types: list[str]) -> None:
    assert [node["@type"] for node in graph(page_of(name))] == types


def test_every_page_has_valid_data_with_absolute_addresses() -> None:
    for html in pages().values():
        nodes = graph(html)
        assert nodes[0]["url"].startswith("http")
        for node in nodes:
            for member in ("image", "thumbnailUrl", "contentUrl"):
                assert str(node.get(member, "http")).startswith("http")


def test_the_breadcrumb_ends_with_the_page_itself() -> None:
    html = page_of("case_study/door-that-stayed-shut.json")
    items = next(node for node in graph(html) if node["@type"] == "BreadcrumbList")["itemListElement"]
    assert [item["position"] for item in items] == [1, 2, 3]
    assert items[-1]["item"] == graph(html)[0]["url"]


def test_an_event_tells_when_where_and_whether_it_takes_place() -> None:
    event = graph(page_of("event/cancelled.json"))[1]
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    online = graph(page_of("event/online.json"))[1]
    assert online["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
