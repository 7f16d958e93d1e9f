"""The walk through a site in a browser finds what it is there for."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from frontend.server.server import open_server
from tests.end_to_end.every_page.small_site import page, small_site
from tests.end_to_end.every_page.walk import walk_faults
from tools.ports import free_port

type Walk = Callable[[dict[str, str], set[str]], list[str]]

STYLE = ".safety { position: sticky; top: 0; block-size: 4rem; background: white } .tall { block-size: 3000px } :focus { outline: 2px solid }"
MENDED = "html { scroll-padding-block-start: 5rem }"


@pytest.fixture
def walk(browser: Browser, tmp_path: Path) -> Iterator[Walk]:
    """A function that serves these files as a site and walks it; `closely` are the paths for the Tab key."""
    port = free_port()
    with open_server(tmp_path, "127.0.0.1", port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def run(files: dict[str, str], closely: set[str]) -> list[str]:
            return walk_faults(browser, small_site(tmp_path, files, address=f"http://small.localhost:{port}"), closely)

        yield run
        server.shutdown()


def test_each_fault_is_said_once_with_its_page_and_element(walk: Walk) -> None:
    wide = '<p class="wide">wide</p><link rel="stylesheet" href="/a.css">'
    script = '<script src="/a.js"></script><img src="/lost.webp" alt="">'
    order = '<p><a href="/">one</a></p><p><a href="/" tabindex="1">two</a></p>'
    faults = walk(
        {
            "a.css": ".wide { inline-size: 500px } .turned { display: flex; flex-direction: column-reverse }",
            "a.js": "sessionStorage.x = 1; document.cookie = 'a=b'; localStorage.y = 1;"
            "fetch('http://elsewhere.localhost/').catch(() => {}); console.warn('careful'); nothing.here()",
            "axe/index.html": page("Axe", "<button></button>"),
            "order/index.html": page("Order", order),
            "scripts/index.html": page("Scripts", script),
            "turned/index.html": page("Turned", f'<div class="turned">{order.replace(" tabindex=\"1\"", "")}</div>{wide}'),
        },
        set(),
    )  # fmt: skip

    def said(path: str, words: str) -> int:
        return sum(fault.startswith(f"small {path}: ") and words in fault for fault in faults)

    assert said("/axe/", "button-name: Buttons must have discernible text: button: <button></button>") == 1
    assert said("/order/", 'has an order of its own for the Tab key: <a href="/" tabindex="1">') >= 1
    assert said("/turned/", 'the Tab key goes back, from <a href="/"> to <a href="/">') >= 1
    assert said("/turned/", 'at 400 %, scrolls sideways, 508 pixels in 320: <p class="wide">') == 1
    for words in (
        "asks another host: http://elsewhere.localhost/",
        "asks for what is not there (404): ",
        "the console says (warning): careful",
        "a script failed: nothing is not defined",
        "keeps something on the device: cookies",
        "keeps something on the device: localStorage",
        "keeps something on the device: sessionStorage",
    ):
        assert said("/scripts/", words) == 1, words
    assert any(fault.startswith("small: leaves a cookie: ") for fault in faults)
    assert not any(fault.startswith("small /: ") for fault in faults), "the first page is sound"


def test_the_tab_key_meets_what_is_hidden_trapped_or_unseen(walk: Walk) -> None:
    def long(body: str, style: str) -> str:
        bar = '<div class="safety" role="region" aria-label="Safety"><a href="/">Help</a></div>'
        links = '<p class="tall">x</p>' + '<p><a href="/">away</a></p>' * 8 + '<p class="tall">x</p>'
        whole = page(f"Page {style}", links + body, f'<link rel="stylesheet" href="/{style}.css">')
        return whole.replace("<main>", f"{bar}<main>")

    files = {
        "sound.css": STYLE + MENDED,
        "covered.css": STYLE,
        "unseen.css": STYLE.replace("2px solid", "none") + MENDED,
        "trap.js": "document.querySelector('button').addEventListener('keydown', event => event.preventDefault())",
    }
    files |= {f"{style}/index.html": long("", style) for style in ("sound", "covered", "unseen")}
    files["trap/index.html"] = long("<p><button>Stay</button></p><script src='/trap.js'></script>", "sound")
    faults = walk(files, {"/sound/", "/covered/", "/unseen/", "/trap/"})

    def said(path: str) -> list[str]:
        return [fault for fault in faults if fault.startswith(f"small {path}: at 400 %")]

    assert said("/sound/") == []
    assert any("has the focus under the bar that stays in view" in fault for fault in said("/covered/"))
    assert any("does not show that it has the focus" in fault for fault in said("/unseen/"))
    assert any("never leaves the page: a trap for the keyboard" in fault for fault in said("/trap/"))
