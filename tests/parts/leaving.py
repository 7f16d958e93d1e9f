"""The page that visitors leave for when they exit, answered here: no test asks the real one."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Request, Route

WEATHER = "https://www.bbc.co.uk/weather"
"""Where “Exit this page” of the examples and of the demonstration leads."""


@dataclass
class Weather:
    """The page that visitors leave for. While it is `slow`, it does not answer."""

    slow: bool = False
    asked: list[Request] = field(default_factory=list)
    waiting: list[Route] = field(default_factory=list)

    @classmethod
    def of(cls, context: BrowserContext) -> "Weather":
        """Answer for it in all pages of a context from now on."""
        weather = cls()
        context.route(f"{WEATHER}**", weather.answer)
        return weather

    def answer(self, route: Route, request: Request) -> None:
        """Answer one request, now or when it hurries."""
        self.asked.append(request)
        if self.slow:
            self.waiting.append(route)
        else:
            self.arrive(route)

    def hurry(self) -> None:
        """Answer from now on, also what was asked before."""
        self.slow = False
        for route in self.waiting:
            self.arrive(route)

    def arrive(self, route: Route) -> None:
        """Send the page."""
        route.fulfill(content_type="text/html", body="<title>Weather</title><h1>Sunny spells</h1>")
