"""Whether this machine can make paper, and what it says when it cannot."""

import sys

import pytest

from frontend.paper import door


@pytest.mark.parametrize(("module", "package"), door.MODULES.items())
def test_without_the_extra_one_sentence_names_it(module: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "find_spec", lambda name: None if name == module else object())
    assert door.trouble() == (
        f"the package {package} is not installed: install Waymark with its extra “paper” (pip install '.[paper]')."
    )


def test_without_pango_one_sentence_names_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LIBRARIES", {sys.platform: ("libno-such-thing.so.0",)})
    said = door.trouble()
    assert said.startswith("this machine lacks libno-such-thing.so.0: ")
    assert "apt-get install libpango-1.0-0" in said


def test_what_prints_is_named_with_its_releases() -> None:
    names = door.version_line().split()[::2]
    assert names == [*door.PACKAGES, "pango"]
