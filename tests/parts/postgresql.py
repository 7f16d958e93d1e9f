"""A private PostgreSQL for the tests: made in a temporary folder, reached by its own socket, gone at the end.

The process that controls the run starts it once, before xdist's workers, and tells them by libpq's own environment
variables, so that `WAYMARK_TEST_DATABASE=postgresql pytest tests/backend` is all that it takes. Each worker makes its
own database in it, as pytest-django always does.
"""

import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

INSTALLATIONS = Path("/usr/lib/postgresql")
MEND = "Install PostgreSQL 15 or later (on Debian: apt-get install postgresql)."
USER = "waymark"
# Speed matters, surviving a power cut does not. No port is opened: the socket folder is the address.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "listen_addresses": "''",
    "max_connections": "60",
    "timezone": "UTC",
}


class ClusterFailed(Exception):
    """PostgreSQL is installed but could not be started; the message carries what it said."""


def binaries() -> Path | None:
    """Return the folder with the newest installed `initdb`, at least version 15, or None."""
    versions = (path for path in INSTALLATIONS.glob("*/bin/initdb") if path.parts[-3].isdigit())
    newest = max(versions, key=lambda path: int(path.parts[-3]), default=None)
    if newest is None or int(newest.parts[-3]) < 15:
        on_path = shutil.which("initdb")
        return Path(on_path).parent if on_path else None
    return newest.parent


class Cluster:
    """One PostgreSQL server of this run."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        # Short, because a socket's path may have no more than 107 characters.
        self.folder = Path(tempfile.mkdtemp(prefix="wm-pg-", dir="/tmp"))
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.guard = self._guard()

    def start(self) -> None:
        """Create and start the server, and wait until it answers; raises ClusterFailed."""
        if os.geteuid() == 0:
            postgres = pwd.getpwnam("postgres")
            os.chown(self.folder, postgres.pw_uid, postgres.pw_gid)
        # An ICU collation, as a production database has, finds code that trusts SQLite's byte order.
        self._run(
            "initdb", "--no-sync", "--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C.UTF-8",
            "--locale-provider=icu", "--icu-locale=en-GB", str(self.data),
        )  # fmt: skip
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        options += f" -k {self.folder}"
        self._run("pg_ctl", "start", "-D", str(self.data), "-l", str(self.log), "-w", "-o", options)

    def stop(self) -> None:
        """Stop the server and delete all it held."""
        self.guard.communicate(timeout=60)

    def _guard(self) -> "subprocess.Popen[bytes]":
        """Start the shell that stops the server as soon as this process closes the pipe to it, or is killed."""
        stop = self._as_postgres("pg_ctl", "stop", "-D", str(self.data), "-m", "immediate", "-w")
        folder = shlex.quote(str(self.folder))
        script = f"read _; test -e {folder}/data/postmaster.pid && {shlex.join(stop)}; rm -rf {folder}"
        return subprocess.Popen(
            ["/bin/sh", "-c", script],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,  # Ctrl-C must not reach it
        )

    def environment(self) -> dict[str, str]:
        """Return the variables by which libpq, and so Django, finds this server."""
        return {"PGHOST": str(self.folder), "PGUSER": USER, "PGPORT": "5432"}

    def _as_postgres(self, program: str, *arguments: str) -> list[str]:
        """Return a command of PostgreSQL, which refuses to run as root."""
        as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        return [*as_postgres, str(self.programs / program), *arguments]

    def _run(self, program: str, *arguments: str) -> None:
        command = self._as_postgres(program, *arguments)
        # pg_ctl's server would keep a pipe open for ever, so what they say goes to a file.
        with tempfile.TemporaryFile("w+") as said:
            ended = subprocess.run(
                command, stdout=said, stderr=said, stdin=subprocess.DEVNULL, cwd=self.folder,
                env={**os.environ, "PGPORT": "5432"}, check=False, timeout=60,
            )  # fmt: skip
            if ended.returncode:
                said.seek(0)
                log = self.log.read_text() if self.log.exists() else ""
                raise ClusterFailed(f"{program} ended with {ended.returncode}: {said.read().strip()} {log}".strip())
