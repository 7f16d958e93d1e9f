"""`run_publishing` in a process of its own: it publishes, and ends when it is told to."""

import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from backend.organisations.models import Organisation
from backend.pages.models import NewsPage
from tests.backend.pages.factories import make_page
from tests.backend.publishing.sites import paths

ROOT = Path(__file__).resolve().parents[3]


def test_one_round_takes_up_what_is_due(marlshire: Organisation) -> None:
    make_page("news", marlshire, slug="launch")
    call_command("run_publishing", "--once")
    assert paths(marlshire) == ["/", "/launch/"]


def test_what_somebody_has_to_mend_is_said(marlshire: Organisation) -> None:
    page = make_page("news", marlshire)
    NewsPage.objects.filter(pk=page.pk).update(summary="")
    said = StringIO()
    call_command("run_publishing", "--once", stderr=said)
    assert page.title in said.getvalue()


@pytest.mark.parametrize("arguments", [["--interval", "0"], ["--reconcile-minutes", "-1"]])
def test_times_that_make_no_sense_are_refused(arguments: list[str], db: None) -> None:
    with pytest.raises(CommandError):
        call_command("run_publishing", *arguments)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_at_once_and_cleanly_when_told(number: signal.Signals, tmp_path: Path) -> None:
    code = (
        "import os, django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', run_syncdb=True, verbosity=0)\n"
        "call_command('run_publishing', interval=30)\n"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.backend.publishing.kill_settings",
        "KILL_FOLDER": str(tmp_path),
        "KILL_DATABASE": "unused",
        "WAYMARK_TEST_DATABASE": "sqlite",
        "PYTHONUNBUFFERED": "1",
    }
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert "stop it with Ctrl-C" in process.stdout.readline()
        time.sleep(0.5)
        process.send_signal(number)
        out, error = process.communicate(timeout=20)
    assert (process.returncode, error) == (0, "")
    assert "Publishing has stopped." in out
