"""The command line as people and scripts use it, in a process of its own."""

import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.frontend.api_server import Api
from tests.frontend.content import small_site, standard

ROOT = Path(__file__).parents[2]
BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "wagtail", "rest_framework", "backend", "yaml", "nh3"}:
            raise ImportError(f"{name} is not part of the builder")

sys.meta_path.insert(0, Blocked())
"""


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "frontend.cli", *arguments]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), check=False, capture_output=True, text=True, cwd=ROOT, timeout=120)


def built(api: Api, folder: Path) -> subprocess.CompletedProcess[str]:
    return run("build", "--source", api.url, "--output", str(folder / "sites"))


def test_help_is_quick_and_shows_examples_and_exit_codes() -> None:
    program = (
        "import sys; sys.argv = ['waymark-build', '--help']\nfrom frontend.cli import main\ntry:\n main()\nfinally:\n"
    )
    heavy = (
        "print('loaded:', *(name for name in ('pydantic', 'jinja2', 'httpx', 'content_models') if name in sys.modules))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program + " " + heavy], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert "waymark-build build --source http://localhost:8000/api/v1/ --output sites" in ended.stdout
    assert re.search(r"^  3 +the source cannot be reached", ended.stdout, re.MULTILINE)
    assert ended.stdout.rstrip().endswith("loaded:")


def test_the_builder_works_where_there_is_no_django(api: Api, tmp_path: Path) -> None:
    api.add(small_site())
    program = f"{BLOCKED}\nfrom frontend.cli import main\nassert not main(sys.argv[1:])\n"
    program += "assert not {'django', 'wagtail', 'backend'} & sys.modules.keys()"
    arguments = ["build", "--source", api.url, "--output", str(tmp_path / "sites")]
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "sites" / "testshire" / "current" / "index.html").is_file()


def test_a_build_says_what_it_did_and_where_the_store_lies(api: Api, tmp_path: Path) -> None:
    api.add(small_site())
    ended = built(api, tmp_path)
    assert ended.returncode == 0
    assert re.search(r"testshire: released in [\d.]+ s \(5 pages, \d+ files made, \d+ written", ended.stderr)
    assert (tmp_path / "store" / "documents").is_dir()
    assert "testshire: up to date" in built(api, tmp_path).stderr


def test_a_quiet_build_says_nothing_when_all_is_well(api: Api, tmp_path: Path) -> None:
    api.add(small_site())
    ended = run("build", "--quiet", "--source", api.url, "--output", str(tmp_path / "sites"))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_several_processes_make_what_one_makes(api: Api, tmp_path: Path) -> None:
    api.add(small_site(pages=[f"page-{number}" for number in range(150)]))
    for jobs in ("1", "3"):
        arguments = ("--source", api.url, "--output", str(tmp_path / jobs / "sites"), "--jobs", jobs)
        assert run("build", *arguments).returncode == 0
    one, three = (tmp_path / jobs / "sites" / "testshire" / "current" for jobs in ("1", "3"))
    names = sorted(str(path.relative_to(one)) for path in one.rglob("*") if path.is_file())
    assert len(names) > 150
    assert names == sorted(str(path.relative_to(three)) for path in three.rglob("*") if path.is_file())
    assert all((one / name).read_bytes() == (three / name).read_bytes() for name in names)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("build",), 2, "the following arguments are required"),
        (("build", "--source", "examples", "--output", "{tmp}/sites", "--site", "nowhere"), 2, "no site “nowhere”"),
        (("build", "--source", "http://127.0.0.1:9/api/v1/", "--output", "{tmp}/sites"), 3, "cannot be reached"),
        (("build", "--source", "{tmp}", "--output", "{tmp}/sites"), 3, "is no source"),
        (("build", "--source", "examples", "--output", "{tmp}/sites", "--watch", "0"), 2, "must be more than 0"),
        (("serve", "--output", "{tmp}/nowhere"), 5, "There is no folder"),
        (("check", "{tmp}"), 4, "is no built site"),
    ],
)  # fmt: skip
def test_each_failure_has_its_sentence_and_its_code(
    tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ended = run(*(argument.replace("{tmp}", str(tmp_path)) for argument in arguments))
    assert ended.returncode == code
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_failed_site_is_exit_code_1_and_the_others_are_built(api: Api, tmp_path: Path) -> None:
    broken = small_site()
    broken.pages["/assets/"] = standard("clash", "Clash")
    api.add(broken)
    api.add(small_site("marlshire"))
    ended = built(api, tmp_path)
    assert ended.returncode == 1
    assert "testshire: FAILED, its last release stays. /assets/: stands where the site keeps files" in ended.stderr
    assert (tmp_path / "sites" / "marlshire" / "current" / "index.html").is_file()


def test_the_examples_build_without_an_error_and_pass_the_check_of_their_folder(tmp_path: Path) -> None:
    # What is on paper has tests of its own.
    without_paper = ("--no-posters", "--no-leaflets")
    ended = run("build", "--source", "examples", *without_paper, "--output", str(tmp_path / "sites"))
    assert ended.returncode == 0, ended.stderr
    checked = run("check", str(tmp_path / "sites" / "national" / "current"))
    assert checked.returncode == 0, checked.stderr
    assert " 0 errors" in checked.stderr


def test_a_check_releases_nothing(api: Api, tmp_path: Path) -> None:
    site = small_site()
    site.pages["/media/"] = standard("clash", "Clash")
    api.add(site)
    ended = run("check", "--source", api.url, "--store", str(tmp_path / "store"))
    assert ended.returncode == 1
    assert "/media/: stands where the site keeps files" in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_pack_builds_the_same_site_without_the_api(api: Api, tmp_path: Path) -> None:
    api.add(small_site())
    assert built(api, tmp_path / "online").returncode == 0
    assert run("pack", "--source", api.url, "--to", str(tmp_path / "pack")).returncode == 0
    api.down = True
    offline = ("--source", str(tmp_path / "pack"), "--output", str(tmp_path / "offline" / "sites"))
    assert run("build", *offline).returncode == 0
    one, other = (tmp_path / way / "sites" / "testshire" / "current" for way in ("online", "offline"))
    names = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in names)


def wait_for(what: Path, words: str, seconds: float = 20.0) -> float:
    """Return after how many seconds a file holds `words`."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if what.is_file() and words in what.read_text():
            return time.monotonic() - started
        time.sleep(0.02)
    raise AssertionError(f"{what} does not hold {words!r} after {seconds} s")


def test_a_watching_builder_publishes_within_seconds_and_ends_cleanly(api: Api, tmp_path: Path) -> None:
    site = small_site()
    api.add(site)
    arguments = command("build", "--source", api.url, "--output", str(tmp_path / "sites"), "--watch", "0.2")
    page = tmp_path / "sites" / "testshire" / "current" / "advice" / "one" / "index.html"
    with subprocess.Popen(arguments, cwd=ROOT, stderr=subprocess.PIPE, text=True) as watching:
        try:
            wait_for(page, "Words of one")
            site.pages["/advice/one/"] = standard("one", "Page one", "<p>Fresh.</p>")
            assert wait_for(page, "Fresh.") < 5
        finally:
            watching.send_signal(signal.SIGTERM)
            _, said = watching.communicate(timeout=10)
    assert watching.returncode == 0
    assert "Traceback" not in said


def test_the_server_says_where_the_sites_are_and_ends_cleanly(api: Api, tmp_path: Path) -> None:
    api.add(small_site())
    built(api, tmp_path)
    arguments = command("serve", "--output", str(tmp_path / "sites"), "--port", "0")
    with subprocess.Popen(arguments, cwd=ROOT, stderr=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stderr is not None
            first = serving.stderr.readline()
            found = re.search(r"http://localhost:(\d+)/", first)
            assert found, first
            request = urllib.request.Request(f"http://127.0.0.1:{found[1]}/", headers={"Host": "testshire.localhost"})
            with urllib.request.urlopen(request, timeout=10) as answer:
                assert answer.status == 200
        finally:
            serving.send_signal(signal.SIGTERM)
            _, said = serving.communicate(timeout=10)
    assert serving.returncode == 0
    assert "Traceback" not in said


def test_an_interrupted_build_says_so_and_leaves_no_process_behind(api: Api, tmp_path: Path) -> None:
    api.add(small_site())
    api.pause = 5
    arguments = command("build", "--source", api.url, "--output", str(tmp_path / "sites"))
    with subprocess.Popen(arguments, cwd=ROOT, stderr=subprocess.PIPE, text=True) as building:
        while not api.asked:
            time.sleep(0.02)
        building.send_signal(signal.SIGINT)
        _, said = building.communicate(timeout=10)
    assert building.returncode == 130
    assert said == "waymark-build: interrupted; the last releases stay as they are.\n"


def test_version_is_said() -> None:
    assert run("--version").stdout.startswith("waymark-build ")
