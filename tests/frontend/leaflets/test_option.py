"""Whether a command prints leaflets: its option, the environment, and the machine."""

import argparse

import pytest

from frontend.cli import _parser
from frontend.leaflets.option import takeaways_of
from frontend.paper import door
from tests.frontend.run.test_watch import Heard


def test_a_build_prints_leaflets_unless_it_is_told_not_to() -> None:
    heard = Heard()
    assert takeaways_of(argparse.Namespace(no_leaflets=False), heard).wanted.leaflets
    assert not takeaways_of(argparse.Namespace(no_leaflets=True), heard).wanted.leaflets
    # A check releases nothing.
    assert not takeaways_of(argparse.Namespace(), heard).wanted.leaflets
    assert heard.lines == []


def test_a_machine_that_cannot_print_is_told_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "missing_library", lambda: "libpango-1.0.so.0")
    heard = Heard()
    takeaways = takeaways_of(argparse.Namespace(no_leaflets=False), heard)
    assert (takeaways.press, takeaways.wanted.leaflets, takeaways.wanted.archives) == (None, "", True)
    assert len(heard.lines) == 1
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core" in heard.lines[0]


@pytest.mark.parametrize(
    ("given", "said", "without"), [([], "", False), ([], "off", True), (["--no-leaflets"], "on", True)]
)
def test_the_command_line_and_the_environment_can_say_no(
    given: list[str], said: str, without: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYMARK_LEAFLETS", said)
    options = _parser().parse_args(["build", "--source", "examples", "--output", "x", *given])
    assert options.no_leaflets is without
