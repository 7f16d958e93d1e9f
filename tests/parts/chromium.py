"""A real browser for the tests: the system's Chromium, driven by Playwright.

Every page it opens is watched: a request to another machine or an uncaught script error fails the test, because public
pages may have neither.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, expect, sync_playwright

from tests.parts.availability import needed

MEND = "Install it (on Debian: apt-get install chromium)."
PATIENCE = 60_000
"""Milliseconds to wait for what must come: a busy machine is slow, and only a failing test waits this long."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def executable() -> Path | None:
    """Return the path of Chromium, or None."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return Path(found) if found else None


def is_local(url: str) -> bool:
    """Say whether a request stays on this machine."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return (
        parts.scheme in {"data", "blob", "about", "file"}
        or host in {"localhost", "127.0.0.1"}
        or host.endswith(".localhost")
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    path = needed(executable(), "Chromium", MEND)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright leaves an event loop marked as running in this thread, and Django would refuse the database there.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=PATIENCE)
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


def watch(context: BrowserContext) -> list[str]:
    """Refuse every request to another machine, and return the list that grows by each of those and each script error."""
    faults: list[str] = []

    def refuse(route: Route, request: Request) -> None:
        faults.append(f"a request left this machine: {request.url}")
        route.abort()

    context.route(lambda url: not is_local(url), refuse)
    context.on("weberror", lambda error: faults.append(f"a script failed: {error.error}"))
    return faults


def listen(context: BrowserContext) -> list[str]:
    """Return the list that grows by each error and warning that pages write to the console, such as a refused file."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(f"{message.type}: {message.text}")

    context.on("console", hear)
    return said


@pytest.fixture
def browser_context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile; at the end the test fails if a page asked another machine for anything or a script broke."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    faults = watch(context)
    yield context
    context.close()
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """One empty tab in a fresh profile."""
    return browser_context.new_page()
