"""A page of a council's own website, on another origin, in a real browser: what it may ask of the backend, and not."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.parts.demonstration import Demonstration

# What a developer would write: the answer's status, and what the browser lets the page read of its headers.
ASK = """async ([address, options]) => {
    try {
        const answer = await fetch(address, options)
        return { status: answer.status, etag: answer.headers.get("etag"), text: await answer.text() }
    } catch (error) {
        return { refused: String(error) }
    }
}"""


class CouncilPage(BaseHTTPRequestHandler):
    """One plain page, as any website serves it."""

    def do_GET(self) -> None:
        """Answer every address with the page."""
        body = b"<!doctype html><html lang=en><title>Our council</title><h1>Our council</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: pytest shows what matters."""


@pytest.fixture
def council_page(page: Page) -> Iterator[Page]:
    """A browser page of another origin than anything of ours."""
    with ThreadingHTTPServer(("127.0.0.1", 0), CouncilPage) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://council.localhost:{server.server_address[1]}/")
        yield page
        server.shutdown()


def ask(page: Page, address: str, **options: object) -> dict[str, Any]:
    """Return what `fetch` gives the page: `status`, `etag` and `text`, or `refused` with the browser's reason."""
    answer: dict[str, Any] = page.evaluate(ASK, [address, options])
    return answer


def test_a_page_elsewhere_reads_the_content_and_asks_again_only_for_what_changed(
    demonstration: Demonstration, council_page: Page
) -> None:
    address = f"{demonstration.backend}/api/v1/sites/colchester/manifest"
    first = ask(council_page, address)
    assert first["status"] == 200
    assert first["etag"]
    assert '"colchester"' in first["text"]
    # `If-None-Match` is not a header every page may send: the browser asks for leave first.
    again = ask(council_page, address, headers={"If-None-Match": first["etag"]}, cache="no-store")
    assert (again["status"], again["text"]) == (304, "")


def test_a_page_elsewhere_is_told_what_it_did_wrong(demonstration: Demonstration, council_page: Page) -> None:
    answer = ask(council_page, f"{demonstration.backend}/api/v1/sites/nowhere/manifest")
    assert answer["status"] == 404
    assert "nowhere" in answer["text"]


def test_a_page_elsewhere_cannot_read_with_the_cookies_of_somebody_signed_in(
    demonstration: Demonstration, council_page: Page
) -> None:
    answer = ask(council_page, f"{demonstration.backend}/api/v1/sites/", credentials="include")
    assert "refused" in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_page_elsewhere_cannot_write(demonstration: Demonstration, council_page: Page, method: str) -> None:
    answer = ask(
        council_page, f"{demonstration.backend}/api/v1/sites/", method=method,
        headers={"Content-Type": "application/json"}, body="{}",
    )  # fmt: skip
    assert "refused" in answer


def test_a_form_post_that_needs_no_leave_of_the_browser_is_refused_by_the_api(
    demonstration: Demonstration, council_page: Page
) -> None:
    answer = ask(council_page, f"{demonstration.backend}/api/v1/sites/", method="POST", body="name=value")
    assert answer["status"] == 405


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/login/", "/admin/api/main/pages/", "/health", "/api/v1/preview/?site=colchester"]
)
def test_a_page_elsewhere_reads_neither_the_admin_nor_a_preview(
    demonstration: Demonstration, council_page: Page, address: str
) -> None:
    for credentials in ("omit", "include"):
        assert "refused" in ask(council_page, f"{demonstration.backend}{address}", credentials=credentials)
