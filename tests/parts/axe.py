"""Accessibility rules of axe-core, run in a page that a browser shows."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# WCAG 2.2 AA and below, and axe's own good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is wrong leaves the browser: everything that axe has to say about a page takes longer to tell than to find.
_RUN = """async tags => (await axe.run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }))
    .violations.flatMap(({ id, help, nodes }) => nodes.map(
        ({ target, html }) => `${id}: ${help}: ${target.join(" ")}: ${html.replace(/\\s+/g, " ").slice(0, 160)}`))"""


def accessibility_faults(page: Page) -> list[str]:
    """Return one line a violation and element that axe finds in the page as it is now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_RUN, RULES)
    return found
