"""Accessibility rules of axe-core, run in a page that a browser shows."""

from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# WCAG 2.2 AA and below, and axe's own good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong leaves the browser: everything that axe has to say about a page takes longer to tell than to find.
_RUN = """async ([within, options]) => (await axe.run(within ?? document, { ...options, resultTypes: ["violations"] }))
    .violations.flatMap(({ id, help, nodes }) => nodes.map(
        ({ target, html }) => `${id}: ${help}: ${target.join(" ")}: ${html.replace(/\\s+/g, " ").slice(0, 160)}`))"""


def accessibility_faults(page: Page, without: Sequence[str] = ()) -> list[str]:
    """Return one line a violation and element that axe finds in the page as it is now, `without` some of its rules."""
    off = {rule: {"enabled": False} for rule in without}
    return _faults(page, None, {"runOnly": {"type": "tag", "values": RULES}, "rules": off})


def faults_of(page: Page, rules: Sequence[str], within: str | None = None) -> list[str]:
    """Return one line a violation of one of `rules`; `within` is a selector of elements to look at."""
    return _faults(page, within, {"runOnly": {"type": "rule", "values": [*rules]}})


def _faults(page: Page, within: str | None, options: dict[str, object]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_RUN, [within, options])
    return found
