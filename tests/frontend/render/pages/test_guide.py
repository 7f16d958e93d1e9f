"""The routes of a guide: each leads somewhere else, once."""

from tests.frontend.render.gallery import Elements, changed, on_a_site, page_of

GUIDE = "guide/tell-someone.json"
REPORT_ONLINE = "8d72aa6c-9a2b-52c0-bce1-1babdaa21085"


def links(html: str, route: str) -> list[str | None]:
    """Return where a route leads, as its part of the page has it."""
    part = html.partition(f'<div class="route" id="{route}"')[2].partition('<div class="route"')[0]
    return [each["href"] for each in Elements(part.partition("</section>")[0]).named("a")]


def test_a_contact_that_names_the_page_it_stands_on_leads_to_the_form_instead() -> None:
    assert links(page_of(GUIDE), "local") == ["https://forms.national.example/tell-us"]


def test_a_form_that_the_contact_has_already_is_not_offered_twice() -> None:
    form = "https://www.gov.uk/report-terrorism"
    route = {
        "id": "form",
        "title": "Online",
        "text": "By form.",
        "contact": {"contact": REPORT_ONLINE},
        "form_url": form,
    }
    assert links(on_a_site(changed(GUIDE, routes=[route])), "form") == [form]
