"""“Who helps near me?” By postcode where scripts run, by area where none do; both end at the council's own numbers."""

from playwright.sync_api import expect

from tests.end_to_end.journeys.conftest import Visitor


def test_the_way_to_the_council_ends_at_a_local_number(visitor: Visitor) -> None:
    visitor.open("ct-policing")
    visitor.follow(visitor.main.get_by_role("link", name="Find your local team by postcode").last)
    postcode = visitor.page.get_by_label("Postcode", exact=True)
    if visitor.scripts:
        postcode.fill("c01 1aa")
        visitor.tap(visitor.page.get_by_role("button", name="Find my team"))
        expect(visitor.page.get_by_role("heading", name="Who helps in CO1 1AA")).to_be_focused()
        found = visitor.page.locator("[data-teams]")
        assert found.locator(".team__name > a").all_inner_texts() == ["Essex Police", "Colchester City Council"]
    else:
        assert not postcode.is_visible()
        found = visitor.page.get_by_role("region", name="Essex police area")
    assert visitor.sees(visitor.help)
    visitor.follow(found.get_by_role("link", name="Colchester City Council", exact=True))
    assert visitor.page.url == f"{visitor.demonstration.site('colchester')}/"
    visitor.follow(visitor.help)
    assert visitor.sees(visitor.number("999"))
    assert visitor.line("01632960402").startswith("You want someone to have support")
