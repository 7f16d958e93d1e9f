"""A visit to every page of a site in a browser: everything that only a browser can tell, measured while the page shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, ViewportSize

from tests.parts.axe import accessibility_faults
from tests.parts.built_page import BuiltPage
from tests.parts.built_site import BuiltSite, BuiltSites

MEASURE = Path(__file__).with_name("measure.js").read_text("utf-8")
DESK = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=360, height=740)
ENLARGED = ViewportSize(width=320, height=256)
"""A window of 1280 by 1024 pixels at 400 % (WCAG 2.2, 1.4.10)."""


@dataclass
class Listener:
    """Hears what the pages of a context ask for and say, and blames the page that shows."""

    origin: str
    heard: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        """Begin."""
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.heard.append(f"a script failed: {error.error}"))
        context.on("serviceworker", lambda worker: self.heard.append(f"starts a service worker: {worker.url}"))

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:")):
            self.heard.append(f"asks another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.heard.append(f"asks for what is not there ({response.status}): {response.url}")
        if "set-cookie" in response.headers:
            self.heard.append(f"an answer sets a cookie: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.heard.append(f"the console says ({message.type}): {message.text}")

    def told(self) -> list[str]:
        """Return what was heard since the last time."""
        heard, self.heard = self.heard, []
        return heard


def largest_of_each_kind(sites: BuiltSites) -> dict[str, set[str]]:
    """Return, by site, the paths that stand for a kind of page: of each kind the one page with the most elements."""
    largest: dict[str, tuple[int, str, str]] = {}
    for site in sites.sites.values():
        for page in site.pages.values():
            if not page.only_leads_on:
                largest[page.kind] = max(
                    largest.get(page.kind, (0, "", "")), (len(page.elements), site.name, page.path)
                )
    return {name: {path for _, site, path in largest.values() if site == name} for name in sites.sites}


def walk_faults(browser: Browser, site: BuiltSite, closely: set[str]) -> list[str]:
    """Return a line for each fault of each page of a site; the pages in `closely` are walked with the Tab key as well.

    axe reads every page once, the first on a desk in light colours, the next on a phone in dark ones, and so on; those
    in `closely` both ways. A page that only leads on is gone before anybody could look at it.
    """
    context = browser.new_context(locale="en-GB", viewport=DESK, reduced_motion="reduce")
    listener = Listener(site.address)
    listener.listen(context)
    tab, faults = context.new_page(), list[str]()
    for number, page in enumerate(each for each in site.pages.values() if not each.only_leads_on):
        found = _visit(tab, site, page, on_phone=number % 2 == 1, closely=page.path in closely)
        faults += [f"{site.name} {page.path}: {fault}" for fault in dict.fromkeys([*found, *listener.told()])]
    faults += [f"{site.name}: leaves a cookie: {cookie}" for cookie in context.cookies()]
    context.close()
    return faults


def _visit(tab: Page, site: BuiltSite, page: BuiltPage, *, on_phone: bool, closely: bool) -> Iterator[str]:
    tab.set_viewport_size(PHONE if on_phone else DESK)
    tab.emulate_media(color_scheme="dark" if on_phone else "light")
    tab.goto(site.address + page.path, wait_until="load")
    yield from _axe(tab, on_phone=on_phone)
    yield from tab.evaluate(
        f"async () => {{ const m = {MEASURE}; return [...m.sideways(), ...m.disorder(), ...await m.kept()] }}"
    )
    tab.set_viewport_size(ENLARGED)
    yield from (
        f"at 400 %, {fault}"
        for fault in tab.evaluate(f"() => {{ const m = {MEASURE}; return [...m.sideways(), ...m.disorder()] }}")
    )
    if closely:
        yield from (f"at 400 %, {fault}" for fault in tab_faults(tab))
        tab.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0) }")
        tab.set_viewport_size(DESK if on_phone else PHONE)
        tab.emulate_media(color_scheme="light" if on_phone else "dark")
        yield from _axe(tab, on_phone=not on_phone)


def _axe(tab: Page, *, on_phone: bool) -> Iterator[str]:
    circumstances = "on a phone in the dark" if on_phone else "on a desk"
    return (f"{circumstances}, {fault}" for fault in accessibility_faults(tab))


def tab_faults(tab: Page) -> Iterator[str]:
    """Walk through the page that shows with the Tab key, and back; yield what cannot be reached, or not be seen."""
    tab.evaluate(f"() => {{ window.measure = {MEASURE}; document.activeElement?.blur(); scrollTo(0, 0) }}")
    names = tab.evaluate("() => measure.stops().map(measure.named)")
    for key in ("Tab", "Shift+Tab"):
        reached, found = _press(tab, key, len(names))
        yield from dict.fromkeys(found)
        expected = list(range(len(names))) if key == "Tab" else list(range(len(names)))[::-1]
        for place in expected:
            if place not in reached:
                yield f"{key} does not reach {names[place]}"
        if sorted(reached, reverse=key != "Tab") != reached:
            yield f"{key} goes through the page in another order than that of its source: {reached}"


def _press(tab: Page, key: str, number: int) -> tuple[list[int], list[str]]:
    """Return the places that were reached, each once, until the focus leaves the page or begins again."""
    reached: list[int] = []
    faults: list[str] = []
    # A film's own controls are several stops, and a box that scrolls is one that only some browsers make.
    for _ in range(2 * number + 20):
        tab.keyboard.press(key)
        place, found = tab.evaluate("() => measure.focused()")
        if place == -1 or (reached and place == reached[0] != reached[-1]):
            return reached, faults
        faults += found
        if place >= 0 and reached[-1:] != [place]:
            reached.append(place)
    return reached, [*faults, f"{key} never leaves the page: a trap for the keyboard"]
