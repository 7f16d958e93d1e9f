"""“Somebody walked in, hide this”: one tap, and where scripts run the page is gone from the tab's history."""

from tests.end_to_end.journeys.conftest import Visitor
from tests.parts.leaving import WEATHER, Weather

SITE, GUIDE = "essex-police", "/what-to-look-for/"


def test_one_tap_leaves_and_back_does_not_return(visitor: Visitor) -> None:
    weather = Weather.of(visitor.page.context)
    visitor.open(SITE)
    visitor.page.goto(f"{visitor.demonstration.site(SITE)}{GUIDE}")
    visitor.page.mouse.wheel(0, 2_000)
    exit_button = visitor.page.get_by_label("Safety", exact=True).locator(".exit")
    assert visitor.sees(exit_button), "it stays in view while they read"
    visitor.tap(exit_button)
    visitor.page.wait_for_url(WEATHER)
    assert visitor.page.locator("h1").inner_text() == "Sunny spells"
    assert "referer" not in weather.asked[0].all_headers()
    assert len(weather.asked) == 1
    visitor.page.go_back()
    # Without scripts no website can do it, as the page on staying safe online says.
    before = "/" if visitor.scripts else GUIDE
    assert visitor.page.url == f"{visitor.demonstration.site(SITE)}{before}"
