"""Starts programs, notices when one dies, and leaves none behind.

Each program leads a process group of its own, so that Ctrl-C reaches this process only, and stopping a program stops
what it started as well.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

TICK = 0.05
LINES_SHOWN = 20
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(Exception):
    """Somebody asked this process to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Interrupted by {signal.Signals(number).name}.")
        self.exit_code = 128 + number


class ProgramFailed(Exception):
    """A program ended that should have gone on, or ended badly; the message says which, how, and its last words."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code if exit_code > 0 else 1


@dataclass(frozen=True, slots=True)
class Program:
    """One running program; `log` is where its words go, or None when they go to the screen."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path | None


class Programs:
    """All programs of one run, to be used as a context manager: the end of the block stops them all.

    Within the block a signal to stop is only noted, and `check` raises it as Interrupted, so that none can fall between
    the start of a program and the note of it. A second signal, a second or more later, cuts the grace time short (the
    same one may come twice at once: from a terminal or a supervisor, and handed on by make).
    """

    def __init__(self, *, logs: Path, folder: Path, environment: Mapping[str, str], grace: float = 8.0) -> None:
        self._logs = logs
        self._folder = folder
        self._environment = {**os.environ, **environment}
        self._grace = grace
        self._servers: list[Program] = []
        self._asked_to_stop: list[tuple[int, float]] = []

    def __enter__(self) -> "Programs":
        self._logs.mkdir(parents=True, exist_ok=True)
        self._handlers = {number: signal.signal(number, self._note) for number in STOPPING}
        return self

    def __exit__(self, *_: object) -> None:
        stopping, self._servers = self._servers, []
        self._stop(stopping)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self._asked_to_stop.append((number, time.monotonic()))

    def serve(self, name: str, command: Sequence[str], **environment: str) -> None:
        """Start a program that is to run until it is stopped; its words go to `<name>.log`."""
        self._servers.append(self._start(name, command, self._logs / f"{name}.log", environment))

    def run(self, name: str, command: Sequence[str], *, quiet: bool = False) -> None:
        """Run a program to its end; raises ProgramFailed if it ends badly, or if a server dies meanwhile.

        It speaks to the screen, or, when quiet, to `<name>.log`.
        """
        program = self._start(name, command, self._logs / f"{name}.log" if quiet else None, {})
        try:
            while program.process.poll() is None:
                self.check()
                time.sleep(TICK)
        finally:
            self._stop([program])
        if program.process.returncode:
            raise _failed(program, "failed")

    def check(self) -> None:
        """Return if all servers run; raises ProgramFailed for one that died, Interrupted when asked to stop."""
        if self._asked_to_stop:
            raise Interrupted(self._asked_to_stop[0][0])
        for program in self._servers:
            if program.process.poll() is not None:
                raise _failed(program, "died")

    def _start(self, name: str, command: Sequence[str], log: Path | None, environment: Mapping[str, str]) -> Program:
        with contextlib.ExitStack() as files:
            words = files.enter_context(log.open("wb")) if log else None
            process = subprocess.Popen(
                command,
                cwd=self._folder,
                env={**self._environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                start_new_session=True,
            )
        return Program(name, process, log)

    def _stop(self, programs: Sequence[Program]) -> None:
        """Ask programs to end, and make those end that have not within the grace time."""
        started = time.monotonic()
        for program in reversed(programs):
            if program.process.poll() is None:
                _signal_group(program, signal.SIGTERM)
        while any(program.process.poll() is None for program in programs):
            impatient = self._asked_to_stop and self._asked_to_stop[-1][1] > started + 1
            if impatient or time.monotonic() > started + self._grace:
                break
            time.sleep(TICK)
        for program in programs:
            _signal_group(program, signal.SIGKILL)
            program.process.wait()


def _signal_group(program: Program, number: signal.Signals) -> None:
    """Signal a program and what it started; a leader that is gone may have left some of its group behind."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(program.process.pid, number)


def _failed(program: Program, verb: str) -> ProgramFailed:
    code = program.process.returncode
    how = f"by signal {signal.Signals(-code).name}" if code < 0 else f"with exit code {code}"
    message = f"{program.name} {verb} ({how})."
    if program.log:
        lines = program.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES_SHOWN:]
        message += "".join(f"\n  | {line}" for line in lines) + f"\n  All of it: {program.log}"
    return ProgramFailed(message, code)
