"""“I am worried about someone: what do I do tonight?” From a home page to what happens, and to somebody to ring."""

import pytest

from tests.end_to_end.journeys.conftest import Visitor
from tests.end_to_end.test_demo import SITES

HOTLINE, SUPPORT_LINE = "0800789321", "08000113764"


@pytest.mark.parametrize("site", SITES)
def test_two_taps_lead_past_what_happens_to_a_number_that_is_answered_tonight(visitor: Visitor, site: str) -> None:
    visitor.open(site)
    assert visitor.sees(visitor.page.locator("h1"))
    assert visitor.sees(visitor.help)
    visitor.follow(visitor.main.locator(".hero .acts a").first)
    assert visitor.page.locator("h1").inner_text()
    assert visitor.page.url != f"{visitor.demonstration.site(site)}/"
    visitor.page.mouse.wheel(0, 2_000)
    assert visitor.sees(visitor.help), "help stays in view while they read"
    visitor.follow(visitor.help)
    for number, hours in (("999", "Any time"), (HOTLINE, "Any time"), (SUPPORT_LINE, "9am to 5pm")):
        assert hours in visitor.line(number), "people ring in the evening: it is said when somebody answers"
    assert visitor.sees(visitor.number("999"))
    assert visitor.sees(visitor.number(HOTLINE))
    assert visitor.taps == 2


def test_the_most_urgent_comes_first_and_confidence_is_promised_where_it_is_kept(visitor: Visitor) -> None:
    visitor.open("ct-policing", "/tell-someone/")
    visitor.follow(visitor.help)
    numbers = visitor.page.locator("#help .help__do a").evaluate_all(
        "all => all.map(each => each.getAttribute('href'))"
    )
    assert numbers[:3] == ["tel:999", f"tel:{HOTLINE}", f"tel:{SUPPORT_LINE}"]
    assert "In confidence" in visitor.line(SUPPORT_LINE)


def test_somebody_who_asks_what_to_look_for_comes_to_the_same_help(visitor: Visitor) -> None:
    visitor.open("ct-policing")
    visitor.follow(visitor.main.get_by_role("link", name="Check what you have noticed"))
    assert visitor.page.locator("h1").inner_text() == "What to look for"
    visitor.follow(visitor.help)
    assert visitor.sees(visitor.number("999"))
