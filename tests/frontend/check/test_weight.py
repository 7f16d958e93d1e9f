"""The weight of a page: what is counted, and what the person who wrote it is told."""

import random
from pathlib import Path

import pytest

from frontend.check.folder import check_folder
from frontend.check.weight import BUDGET, loaded_files, weigh
from frontend.plan.problems import Severity

HEAD = (
    '<link rel="canonical" href="https://x.example/a/"><link rel="stylesheet" href="/assets/waymark.0123abcd.css">'
    '<link rel="icon" href="/favicon.svg"><script src="/assets/exit.89abcdef.js" defer></script>'
    '<script type="application/ld+json">{}</script>'
)


def test_stylesheets_and_scripts_are_counted_and_pictures_are_not() -> None:
    html = HEAD + '<img src="/media/a.webp"><script src="/assets/exit.89abcdef.js" async></script>'
    assert loaded_files(html) == ("assets/waymark.0123abcd.css", "assets/exit.89abcdef.js")


@pytest.mark.parametrize(
    ("html", "files"),
    [
        ('<link href="/a.css?v=1" rel="preload stylesheet">', ("a.css",)),
        ('<link\nrel="alternate stylesheet"\nhref="/a&amp;b.css"\n/>', ("a&b.css",)),
        ('<link rel="preload" href="/a.css">', ()),
        ('<link rel="stylesheet">', ()),
        ("<script>x</script>", ()),
        ('<p>&lt;script src="/a.js"&gt;</p>', ()),
    ],
)
def test_only_what_a_browser_loads_is_counted(html: str, files: tuple[str, ...]) -> None:
    assert loaded_files(html) == files


def test_a_page_above_it_is_named_with_its_size_and_what_weighs() -> None:
    sizes = {"assets/waymark.0123abcd.css": 9_240, "assets/exit.89abcdef.js": 1_000}
    assert weigh("/a/", HEAD, BUDGET - 10_240, sizes.__getitem__) == []
    [problem] = weigh("/a/", HEAD, BUDGET - 10_000, sizes.__getitem__)
    assert problem.severity is Severity.WARNING
    assert str(problem) == (
        "/a/: weighs 30.2 kB compressed, more than 30 kB (in kB: its HTML 20.0, waymark.css 9.2, exit.js 1.0); split it up"
    )


def test_a_built_folder_is_weighed_with_compressed_files_or_without(tmp_path: Path) -> None:
    words = random.Random(2).randbytes(40_000).hex()
    page = f'<!doctype html><html lang="en"><head>{HEAD}</head><body><h1>x</h1><p>{words}</p></body></html>'
    for name in ("heavy", "light"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(page, encoding="utf-8")
    (tmp_path / "light/index.html.br").write_bytes(b"a few bytes")
    (tmp_path / "404.html").write_text('<html lang="en"><h1>x</h1></html>', encoding="utf-8")
    with (tmp_path / "said").open("w+", encoding="utf-8") as said:
        check_folder(tmp_path, said)
        said.seek(0)
        warnings = [line for line in said if "weighs" in line]
    assert len(warnings) == 1
    assert "/heavy/: weighs" in warnings[0]
