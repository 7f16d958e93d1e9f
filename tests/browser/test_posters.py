"""“I am a communications officer and need a poster in Urdu”, on a phone, with and without scripts: three taps and it is there."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from content_models.examples import example_documents
from frontend.report import Silent
from frontend.run.build import Builder
from frontend.store.content import Store
from tests.frontend.memory_source import MemorySource
from tests.frontend.render.gallery import renderer
from tests.parts.paper import need_paper, shop, site_with, toolkit


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the national example site as it is built, with its poster in English and Urdu."""
    need_paper()
    folder, document = tmp_path_factory.mktemp("built"), toolkit("en", "ur")
    source = MemorySource(site_with(document, "national"), [*example_documents().values(), document])
    store = Store(folder / "store")
    builder = Builder(source, store, folder / "sites", renderer(), reporter=Silent(), processes=1, posters=shop(store))
    [result] = builder.build(builder.chosen(()))
    assert result.error is None
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder / "sites/national/current"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_way_to_a_poster_in_urdu_ends_with_its_pdf(
    browser: Browser, national: str, tmp_path: Path, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(national + "/")
    page.locator(".nav summary").click()
    page.locator(".nav details").get_by_role("link", name="Posters and leaflets").click()
    page.get_by_role("navigation", name="Posters by language").get_by_role("link", name="اردو").click()
    poster = page.locator("#poster-worried-ur")
    assert poster.get_by_role("img").get_attribute("lang") == "ur"
    with page.expect_download() as download:
        poster.get_by_role("link", name="PDF, A4").click()
    assert download.value.suggested_filename == "worried-about-someone-ur-a4.pdf"
    download.value.save_as(tmp_path / "poster.pdf")
    assert (tmp_path / "poster.pdf").read_bytes()[:5] == b"%PDF-"
    # The section stays within a narrow phone.
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
