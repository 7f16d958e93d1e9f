"""Two slots and a lock."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from frontend.errors import FolderBusy
from frontend.release.slots import SiteFolder, SlotIndex
from tests.frontend.conftest import Place
from tests.frontend.content import small_site, standard


def test_two_builders_do_not_fight_over_a_site(tmp_path: Path) -> None:
    first, second = SiteFolder(tmp_path / "site"), SiteFolder(tmp_path / "site")
    with first.locked(), pytest.raises(FolderBusy, match="Another builder is at work"), second.locked(patience=0.1):
        pass
    with second.locked(patience=0.1):
        pass


def test_a_builder_waits_for_another_to_end(tmp_path: Path) -> None:
    program = (
        "import sys, time; sys.path.insert(0, sys.argv[2]); from pathlib import Path; "
        "from frontend.release.slots import SiteFolder\n"
        "with SiteFolder(Path(sys.argv[1])).locked():\n print('held', flush=True); time.sleep(0.3)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "site"), str(Path(__file__).parents[3])]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with SiteFolder(tmp_path / "site").locked(patience=20):
            assert other.wait(timeout=5) == 0


def test_the_switch_is_one_step_for_everybody_who_reads(place: Place) -> None:
    """A reader that asks all the time sees each page in its old or its new form and never misses one."""
    site = small_site()
    place.api.add(site)
    place.build()
    page = place.current() / "advice" / "one" / "index.html"
    seen: set[str] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            text = page.read_text()
            seen.add(next(words for words in ("first form", "second form", "Words of one") if words in text))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for form in ("first form", "second form") * 3:
            site.pages["/advice/one/"] = standard("one", "Page one", f"<p>{form}</p>")
            place.build()
    finally:
        stop.set()
        reader.join()
    assert {"first form", "second form"} <= seen


def test_releases_alternate_between_the_slots_and_share_what_is_equal(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    assert place.current().readlink() == Path("slots/a")
    site.pages["/advice/one/"] = standard("one", "Page one", "<p>Other.</p>")
    place.build()
    assert place.current().readlink() == Path("slots/b")
    slots = place.output / "testshire" / "slots"
    assert (slots / "a" / "index.html").samefile(slots / "b" / "index.html")
    assert not (slots / "a" / "advice/one/index.html").samefile(slots / "b" / "advice/one/index.html")


def test_an_index_that_is_damaged_counts_as_unknown(tmp_path: Path) -> None:
    folder = SiteFolder(tmp_path)
    folder.begin("a", (), None)
    folder.note("a", SlotIndex("digest", "renderer", {"index.html": b"key"}))
    assert SiteFolder(tmp_path).index("a") == SlotIndex("digest", "renderer", {"index.html": b"key"})
    file = tmp_path / "slots" / "a.index"
    file.write_bytes(file.read_bytes()[:-1])
    assert SiteFolder(tmp_path).index("a") is None


def test_a_slot_of_which_nothing_is_known_is_made_anew(place: Place) -> None:
    site = small_site()
    place.api.add(site)
    place.build()
    expected = place.files()
    for index in (place.output / "testshire" / "slots").glob("*.index"):
        index.write_bytes(b"what is this")
    stray = place.output / "testshire" / "slots" / "b" / "stray.html"
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("left over")
    assert place.build()["testshire"].status == "released"
    assert place.files() == expected
