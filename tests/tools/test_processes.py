"""Programs are started, watched and stopped with all they started; tried with real processes."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.processes import Interrupted, ProgramFailed, Programs


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    with Programs(logs=tmp_path / "log", folder=tmp_path, environment={"WHERE": "here"}, grace=2) as programs:
        yield programs


def python(code: str) -> list[str]:
    return [sys.executable, "-c", f"import os, signal, sys, time, subprocess\n{code}"]


def eventually(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it did not happen within 10 seconds"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def written_pids(folder: Path, *names: str) -> list[int]:
    paths = [folder / name for name in names]
    eventually(lambda: all(path.exists() and path.read_text() for path in paths))
    return [int(path.read_text()) for path in paths]


PARENT_AND_CHILD = """
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])
open('child', 'w').write(str(child.pid)); open('parent', 'w').write(str(os.getpid()))
time.sleep(60)
"""


def test_the_end_of_the_block_stops_a_program_and_what_it_started(tmp_path: Path) -> None:
    with Programs(logs=tmp_path / "log", folder=tmp_path, environment={}) as programs:
        programs.serve("family", python(PARENT_AND_CHILD))
        pids = written_pids(tmp_path, "child", "parent")
        assert all(map(is_alive, pids))
    eventually(lambda: not any(map(is_alive, pids)))


def test_a_program_that_will_not_stop_is_ended_after_the_grace_time(tmp_path: Path) -> None:
    deaf = "signal.signal(signal.SIGTERM, signal.SIG_IGN); open('deaf', 'w').write(str(os.getpid())); time.sleep(60)"
    with Programs(logs=tmp_path / "log", folder=tmp_path, environment={}, grace=0.3) as programs:
        programs.serve("deaf", python(deaf))
        (pid,) = written_pids(tmp_path, "deaf")
        started = time.monotonic()
    assert 0.3 <= time.monotonic() - started < 2
    assert not is_alive(pid)


def test_a_server_that_dies_is_named_with_its_last_words(programs: Programs, tmp_path: Path) -> None:
    programs.serve("backend", python("print('no database'); sys.exit(7)"))
    programs.serve("sites", python("time.sleep(60)"))
    with pytest.raises(ProgramFailed, match=r"backend died \(with exit code 7\)\.\n  \| no database\n") as failed:
        programs.run("wait", python("time.sleep(60)"))
    assert failed.value.exit_code == 7
    assert str(tmp_path / "log" / "backend.log") in str(failed.value)


def test_a_server_that_a_signal_ended_is_told_so(programs: Programs) -> None:
    programs.serve("backend", python("os.kill(os.getpid(), signal.SIGKILL)"))
    with pytest.raises(ProgramFailed, match=r"backend died \(by signal SIGKILL\)") as failed:
        programs.run("wait", python("time.sleep(60)"))
    assert failed.value.exit_code == 1


def test_a_program_that_ends_badly_hands_on_its_exit_code(programs: Programs) -> None:
    with pytest.raises(ProgramFailed, match=r"build failed \(with exit code 3\)\.$") as failed:
        programs.run("build", python("sys.exit(3)"))
    assert failed.value.exit_code == 3


def test_a_program_that_ends_well_is_told_its_environment(programs: Programs, tmp_path: Path) -> None:
    programs.run("migrate", python("print(os.environ['WHERE'])"), quiet=True)
    assert (tmp_path / "log" / "migrate.log").read_text() == "here\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_and_gives_the_handlers_back(tmp_path: Path, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    timer = threading.Timer(0.3, os.kill, (os.getpid(), number))
    with Programs(logs=tmp_path / "log", folder=tmp_path, environment={}) as programs:
        programs.serve("family", python(PARENT_AND_CHILD))
        pids = written_pids(tmp_path, "child", "parent")
        timer.start()
        with pytest.raises(Interrupted) as interrupted:
            programs.run("long work", python("time.sleep(60)"))
    assert interrupted.value.exit_code == 128 + number
    eventually(lambda: not any(map(is_alive, pids)))
    assert signal.getsignal(number) is before
