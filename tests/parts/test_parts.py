"""The parts themselves: a test that stands on one must be able to trust it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.parts import postgresql
from tests.parts.availability import MISSING, missing_parts, needed
from tests.parts.axe import accessibility_faults
from tests.parts.chromium import is_local, watch
from tests.parts.nu_checker import Check

SOUND = (
    "<!doctype html><html lang=en-GB><head><title>Sound</title></head><body><main><h1>Sound</h1></main></body></html>"
)


def test_a_missing_part_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=r"Java is missing.*Install it\."):
        needed(None, "Java", "Install it.")


def test_a_missing_part_skips_elsewhere_and_is_counted_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception) as skipped:
        needed(None, "Java", "Install it.")
    report = pytest.TestReport(
        "one", ("one.py", 1, "one"), {}, "skipped", ("one.py", 1, f"Skipped: {skipped.value}"), "setup"
    )
    other = pytest.TestReport("two", ("two.py", 1, "two"), {}, "skipped", ("two.py", 1, "Skipped: not today"), "call")
    assert str(skipped.value).startswith(MISSING)
    assert missing_parts([report, report, other]) == ["2 tests did not run for want of Java. Install it."]


def test_a_present_part_is_handed_on() -> None:
    assert needed("/usr/bin/java", "Java", "") == "/usr/bin/java"


@pytest.fixture
def programs() -> Path:
    return needed(postgresql.binaries(), "PostgreSQL", postgresql.MEND)


def test_postgresql_answers_sorts_as_people_do_and_leaves_nothing(programs: Path) -> None:
    cluster = postgresql.Cluster(programs)
    cluster.start()
    where = cluster.environment()
    try:
        with psycopg.connect(host=where["PGHOST"], user=where["PGUSER"], dbname="postgres") as connection:
            rows = connection.execute("SELECT word FROM (VALUES ('b'), ('A'), ('a')) AS t(word) ORDER BY word")
            assert [row[0] for row in rows] == ["a", "A", "b"]
    finally:
        cluster.stop()
    assert not cluster.folder.exists()


def test_postgresql_ends_with_a_run_that_is_killed(programs: Path) -> None:
    run = (
        "import os, pathlib, signal, sys; from tests.parts.postgresql import Cluster\n"
        "cluster = Cluster(pathlib.Path(sys.argv[1])); cluster.start()\n"
        "print(cluster.folder, flush=True); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", run, programs], capture_output=True, text=True, check=False)
    assert ended.returncode == -signal.SIGKILL
    folder = Path(ended.stdout.strip())
    deadline = time.monotonic() + 30
    while folder.exists():
        assert time.monotonic() < deadline, f"{folder} is still there"
        time.sleep(0.05)


def test_postgresql_says_why_it_does_not_start(programs: Path) -> None:
    cluster = postgresql.Cluster(programs)
    cluster.data.mkdir()
    (cluster.data / "somebody-elses-file").touch()
    with pytest.raises(postgresql.ClusterFailed, match=r"(?s)initdb ended with 1.*not empty"):
        cluster.start()
    cluster.stop()
    assert not cluster.folder.exists()


def test_the_browser_shows_a_page(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<h1>Hello</h1>")
    page.goto(file.as_uri())
    assert page.inner_text("h1") == "Hello"


def test_the_browser_refuses_other_machines_and_hears_scripts_fail(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<img src='https://elsewhere.example/pixel.gif'><script>nothing.here()</script>")
    with browser.new_context() as context:
        faults = watch(context)
        context.new_page().goto(file.as_uri())
    refused, failed = sorted(faults)
    assert refused == "a request left this machine: https://elsewhere.example/pixel.gif"
    assert failed.startswith("a script failed: nothing is not defined")


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:8080/", True),
        ("http://essex-police.localhost:8080/a", True),
        ("http://127.0.0.1:8000/", True),
        ("data:text/css,", True),
        ("https://www.bbc.co.uk/weather", False),
        ("http://localhost.example.org/", False),
        ("http://notlocalhost/", False),
    ],
)
def test_only_this_machine_is_local(url: str, local: bool) -> None:
    assert is_local(url) is local


@given(st.from_regex(r"[a-z]{1,12}(\.[a-z]{1,12}){1,3}", fullmatch=True))
def test_no_public_name_is_local(host: str) -> None:
    assert is_local(f"https://{host}/") is host.endswith(".localhost")


def test_axe_finds_a_fault_and_is_silent_without_one(page: Page) -> None:
    page.set_content(SOUND)
    assert accessibility_faults(page) == []
    page.set_content(SOUND.replace("</main>", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></main>"))
    assert [line.partition(":")[0] for line in accessibility_faults(page)] == ["image-alt"]


def test_the_nu_checker_finds_a_fault_and_is_silent_without_one(html_faults: Check, tmp_path: Path) -> None:
    sound, broken = tmp_path / "sound.html", tmp_path / "broken page.html"
    sound.write_text(SOUND)
    broken.write_text(SOUND.replace("</main>", "<blink>no</blink></main>"))
    faults = html_faults([sound, broken])
    assert faults
    assert all(fault.startswith(f"{broken}:1: The “blink” element is") for fault in faults)
