"""Compressed files in releases: they come, change and go with the files beside which they stand."""

import gzip

import brotli
import pytest

import frontend.release.site_release
from frontend.encodings import SMALLEST, is_compressible
from frontend.release.site_release import FAR_BEHIND
from frontend.release.slots import SiteFolder
from frontend.report import Silent
from frontend.run.build import Builder
from frontend.store.content import Store
from tests.frontend.conftest import Place
from tests.frontend.content import small_site, standard
from tests.frontend.plain_renderer import PlainRenderer

LONG = "<p>Somebody listens, and nobody is told without you.</p>" * 30
STYLE = ".a { margin: 1rem }\n" * 60
BOTH = {"advice/one/index.html.br", "advice/one/index.html.gz"}


@pytest.fixture
def place(place: Place) -> Place:
    place.renderer = PlainRenderer(style=STYLE)
    site = small_site()
    site.pages["/advice/one/"] = standard("one", "Page one", LONG)
    place.api.add(site)
    return place


def change(place: Place, words: str) -> None:
    place.api.sites["testshire"].pages["/advice/one/"] = standard("one", "Page one", words)


def assert_all_right(place: Place, site: str = "testshire") -> None:
    """Every file that should have compressed ones has them, with its bytes in them, and there are no others."""
    files, encoded = place.files(site), place.encoded(site)
    wanted = {name for name, data in files.items() if is_compressible(name) and len(data) >= SMALLEST}
    assert encoded.keys() == {name + ending for name in wanted for ending in (".br", ".gz")}
    for name in wanted:
        assert brotli.decompress(encoded[f"{name}.br"]) == files[name], name
        assert gzip.decompress(encoded[f"{name}.gz"]) == files[name], name


def test_pages_and_assets_have_compressed_files(place: Place) -> None:
    place.build()
    assert_all_right(place)
    assert place.encoded().keys() > BOTH
    assert any(name.startswith("assets/") for name in place.encoded())


@pytest.mark.parametrize("far_behind", [FAR_BEHIND, 1], ids=["near", "caught up after each switch"])
def test_they_follow_through_both_slots_whatever_changes(
    place: Place, far_behind: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontend.release.site_release, "FAR_BEHIND", far_behind)
    place.build()
    for words in (LONG + "<p>New.</p>", "<p>Short.</p>", LONG, "<p>Short.</p>", LONG * 2, LONG * 2 + "<p>x</p>"):
        change(place, words)
        place.build()
        assert_all_right(place)
    del place.api.sites["testshire"].pages["/advice/one/"]
    for words in ("a", "b", "c"):
        place.api.sites["testshire"].pages["/advice/two/"] = standard("two", "Page two", f"<p>{words}</p>")
        place.build()
        assert not BOTH & place.encoded().keys()
        assert_all_right(place)
    assert not (place.current() / "advice/one").exists()


def test_a_site_that_has_not_changed_is_left_alone(place: Place) -> None:
    place.build()
    before = {path: path.stat().st_mtime_ns for path in place.output.rglob("*")}
    assert place.build()["testshire"].status == "unchanged"
    assert {path: path.stat().st_mtime_ns for path in place.output.rglob("*")} == before


def test_only_what_changed_is_compressed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.build()
    change(place, LONG + "<p>New.</p>")
    place.build()
    done: list[int] = []
    compress = brotli.compress

    def counted(data: bytes, **how: int) -> bytes:
        done.append(len(data))
        code: bytes = compress(data, **how)
        return code

    monkeypatch.setattr(brotli, "compress", counted)
    change(place, LONG + "<p>Newer.</p>")
    place.build()
    assert len(done) == 1


def test_a_site_whose_settings_changed_without_changing_its_files_still_knows_them(place: Place) -> None:
    place.build()
    place.api.sites["testshire"].sequence += 1
    assert place.build()["testshire"].status == "unchanged"
    change(place, "<p>Short.</p>")
    place.build()
    change(place, "<p>Shorter.</p>")
    place.build()
    assert_all_right(place)


def test_without_them_a_release_has_none_and_with_them_again_all(place: Place) -> None:
    place.build()
    place.precompress = False
    assert place.build()["testshire"].status == "released"
    assert place.encoded() == {}
    change(place, LONG + "<p>New.</p>")
    place.build()
    assert place.encoded() == {}
    place.precompress = True
    assert place.build()["testshire"].status == "released"
    assert_all_right(place)
    change(place, LONG + "<p>Newer.</p>")
    place.build()
    assert_all_right(place)


def test_one_that_somebody_removed_from_the_served_release_is_made_again(place: Place) -> None:
    place.build()
    change(place, LONG + "<p>New.</p>")
    place.build()
    for path in (place.output / "testshire" / "slots").glob("*/a-z/index.html.gz"):
        path.unlink()
    place.build(fresh=True)
    assert_all_right(place)


def test_what_an_interrupted_builder_left_is_not_taken_for_compressed(place: Place) -> None:
    place.build()
    change(place, LONG + "<p>New.</p>")
    place.build()
    folder = SiteFolder(place.output / "testshire")
    idle = folder.idle
    known = folder.index(idle)
    folder.begin(idle, ["advice/one/index.html", "left/index.html"], known)
    slot = place.output / "testshire" / "slots" / idle
    (slot / "left").mkdir()
    for name in ("advice/one/index.html.br", "left/index.html.br", "left/index.html.gz"):
        (slot / name).write_bytes(b"half of")
    change(place, "<p>Short.</p>")
    place.build()
    assert_all_right(place)
    assert not (place.current() / "left").exists()


def test_two_sites_share_the_compressed_stylesheet(place: Place) -> None:
    place.api.add(small_site("marlshire"))
    place.build()
    [one], [two] = ([*(place.current(site) / "assets").glob("*.css.br")] for site in ("testshire", "marlshire"))
    assert one.samefile(two)
    assert_all_right(place, "marlshire")


def test_forked_processes_compress_too(place: Place) -> None:
    site = place.api.sites["testshire"]
    for number in range(80):
        site.pages[f"/advice/{number}/"] = standard(f"page-{number}", f"Page {number}", LONG)
    with place.source() as source:
        builder = Builder(
            source, Store(place.folder / "store"), place.output, place.renderer, reporter=Silent(), processes=2,
            now=lambda: place.now,
        )  # fmt: skip
        [result] = builder.build(builder.chosen(()))
    assert result.error is None
    assert_all_right(place)


def test_a_page_that_weighs_too_much_is_told_with_its_release(place: Place) -> None:
    words = " ".join(f"{number * 7919 % 1_000_003:x}" for number in range(40_000))
    change(place, f"<p>{words}</p>")
    for place.precompress in (True, False):
        [problem] = [each for each in place.problems(place.build(fresh=True)["testshire"]) if "weighs" in each]
        assert problem.startswith("/advice/one/: weighs ")
        assert "kB compressed, more than 30 kB (in kB: its HTML" in problem
