"""The command refuses settings that are not for demonstrations, and wrong files, in one sentence."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from backend.demo import loading
from backend.demo.source import DemoProblem


def test_it_refuses_to_run_where_the_public_is(settings: Any) -> None:
    del settings.SITES_PORT

    with pytest.raises(CommandError, match="password that everybody knows"):
        call_command("load_demo")


def test_a_problem_of_the_files_is_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(**_: Any) -> None:
        raise DemoProblem("media.yaml:3: there is no scene `volcano`.")

    monkeypatch.setattr(loading, "load", load)

    with pytest.raises(CommandError, match=r"media.yaml:3: there is no scene `volcano`\."):
        call_command("load_demo")
