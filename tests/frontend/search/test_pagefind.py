"""Pagefind itself: what it makes of records, and how it fails."""

import base64
import gzip
import json
import stat
from pathlib import Path

import pytest

from frontend.search.pagefind import IndexFailed, Pagefind, installed
from frontend.search.records import Record
from tests.parts.availability import needed

RECORDS = [
    Record("/one/", "Tell someone", "guide", "report", "Talk to somebody whom you trust, and do it today."),
    Record("/two/", "An evening", "event", "", "Tea, and time for questions, with many commas, in, one, line."),
]


@pytest.fixture
def pagefind() -> Pagefind:
    return needed(installed(), "Pagefind", "Run make setup.")


def fragments(files: dict[str, bytes]) -> list[dict[str, object]]:
    """Return what an index holds of each page; each file has a signature before its JSON."""
    return [
        json.loads(gzip.decompress(data).partition(b"pagefind_dcd")[2])
        for name, data in files.items()
        if name.startswith("fragment/")
    ]


@pytest.mark.parametrize(("locale", "wasm"), [("en", "en"), ("ar", "ar"), ("cy", "unknown"), ("ur", "unknown")])
def test_an_index_has_what_its_script_asks_for_and_nothing_of_its_own_looks(
    pagefind: Pagefind, locale: str, wasm: str
) -> None:
    files = pagefind.index(RECORDS, locale)
    plain = {name for name in files if "/" not in name and not name.endswith(".pf_meta")}
    assert plain == {"pagefind.js", "pagefind-entry.json", f"wasm.{wasm}.pagefind"}
    assert {name.partition("/")[0] for name in files if "/" in name} == {"filter", "fragment", "index"}
    assert json.loads(files["pagefind-entry.json"])["languages"][locale]["page_count"] == 2


def test_a_result_has_title_kind_and_words_of_its_page(pagefind: Pagefind) -> None:
    found = {each["url"]: each for each in fragments(pagefind.index(RECORDS, "en"))}
    assert found["/one/"]["meta"] == {"title": "Tell someone", "kind": "guide", "terms": "report"}
    assert found["/two/"]["meta"] == {"title": "An evening", "kind": "event"}
    assert found["/two/"]["content"] == RECORDS[1].text
    assert found["/one/"]["filters"] == {"kind": ["guide"]}


def test_a_change_of_one_page_leaves_the_files_of_the_others_as_they_were(pagefind: Pagefind) -> None:
    before = pagefind.index(RECORDS, "en")
    after = pagefind.index([RECORDS[0], RECORDS[1]._replace(text="Coffee.")], "en")
    kept = [name for name in before.keys() & after.keys() if name.startswith("fragment/")]
    assert len(kept) == 1
    assert before[kept[0]] == after[kept[0]]


def test_many_pages_go_through_at_once(pagefind: Pagefind) -> None:
    many = [Record(f"/{number}/", f"Page {number}", "guide", "", "word " * 2000) for number in range(120)]
    assert len(fragments(pagefind.index(many, "en"))) == 120


def program(folder: Path, lines: str) -> Pagefind:
    """Return a program that speaks otherwise."""
    path = folder / "pagefind"
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return Pagefind(path, "0")


def answers(*payloads: object) -> str:
    said = (base64.b64encode(json.dumps({"message_id": 1, "payload": each}).encode()).decode() for each in payloads)
    return f"printf '{','.join(said)},'"


def test_a_program_that_cannot_be_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(IndexFailed, match="cannot be run"):
        Pagefind(tmp_path / "nothing", "0").index(RECORDS, "en")


def test_a_program_that_ends_too_early_is_told(tmp_path: Path) -> None:
    many = RECORDS * 500
    with pytest.raises(IndexFailed, match="ended too early"):
        program(tmp_path, "exit 3").index(many, "en")


def test_what_the_program_complains_of_is_passed_on(tmp_path: Path) -> None:
    complaint = answers({"type": "Error", "message": "no such index"})
    with pytest.raises(IndexFailed, match="no such index"):
        program(tmp_path, complaint).index(RECORDS, "en")


def test_an_index_of_another_kind_is_not_served(tmp_path: Path) -> None:
    other = [{"type": "NewIndex"}, {"type": "IndexedFile"}, {"type": "IndexedFile"}, {"type": "GetFiles", "files": []}]
    with pytest.raises(IndexFailed, match="does not know"):
        program(tmp_path, answers(*other)).index(RECORDS, "en")


def test_nonsense_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexFailed, match="ended too early"):
        program(tmp_path, "printf 'this is no message,'").index(RECORDS, "en")
