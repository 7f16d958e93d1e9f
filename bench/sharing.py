"""One national page that hundreds of organisations adopted: what publishing it costs the editor, and when every site has it.

On PostgreSQL where that is installed (as the tests start it: a private server without fsync), else on SQLite; the first line
says which. The sites are written straight into the database and recorded by the real publishing; then a page is published
as an editor's click does, and the task drains what that click left to do.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

ADOPTERS: Final = 400
SHARED: Final = 24
"""Pages that each of them adopts, so that a manifest has 25 entries, half of them with local parts."""

type Report = Callable[[str, str], None]


def main() -> None:
    """Run the benchmark in a process of its own, with PostgreSQL if there is any."""
    from tests.parts.postgresql import Cluster, binaries

    programs = binaries()
    if programs is None:
        subprocess.run([sys.executable, "-m", "bench.sharing"], check=True)
        return
    cluster = Cluster(programs)
    try:
        cluster.start()
        environment = {**os.environ, **cluster.environment(), "WAYMARK_TEST_DATABASE": "postgresql"}
        subprocess.run([sys.executable, "-m", "bench.sharing"], check=True, env=environment)
    finally:
        cluster.stop()


def run(report: Report, adopters: int = ADOPTERS) -> None:
    """Build the sites in a scratch database, measure, and report a name and a value a line."""
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as folder:
        _set_up(Path(folder))
        from django.db import connection

        from bench.sharing_sites import adopt_everywhere, everybody_shows, make_library, record_everything

        report("Database", _server())
        started = time.perf_counter()
        library = make_library(SHARED)
        adopt_everywhere(library, adopters)
        recorded = record_everything()
        report(f"{adopters} sites of {SHARED + 1} pages written and recorded", f"{time.perf_counter() - started:.0f} s")
        report("  of that, compiling and recording", f"{recorded:.1f} s")
        for many, page in ((1, library.rare), (adopters, library.common)):
            queries, seconds = _click(page)
            report(f"publishing a page with {many} adopters: the click", f"{queries} queries, {seconds * 1000:.0f} ms")
            started, before = time.perf_counter(), _spent(connection)
            _drain()
            seconds = time.perf_counter() - started
            if not everybody_shows(page, many):
                raise RuntimeError(f"not every one of {many} sites shows what was published")
            report(f"  every manifest of its {many} adopters updated by the task", f"{seconds:.2f} s")
            report("  statements sent to the database for that", f"{_spent(connection) - before:,}")


def _set_up(folder: Path) -> None:
    """Start Django on a scratch database without migrations."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "backend.settings.test"
    import django
    from django.conf import settings

    database = settings.DATABASES["default"]
    if str(database["ENGINE"]).endswith("postgresql"):
        _create_database(str(database["NAME"]))
    else:
        database["NAME"] = str(folder / "bench.sqlite3")
    # Nothing here searches.
    settings.WAGTAILSEARCH_BACKENDS = {"default": {**settings.WAGTAILSEARCH_BACKENDS["default"], "AUTO_UPDATE": False}}
    django.setup()
    from django.apps import apps
    from django.core.management import call_command

    from tests.backend.conftest import plant_roots

    settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    plant_roots()


def _create_database(name: str) -> None:
    import psycopg

    with psycopg.connect(dbname="postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')


def _server() -> str:
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0]}"
    return "SQLite (PostgreSQL is not installed)"


def _click(page: Any) -> tuple[int, float]:
    """Publish a page as the editor does; returns queries and seconds of the transaction, without the task after it."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    page.refresh_from_db()
    page.summary = f"{page.summary} Changed."
    with CaptureQueriesContext(connection) as captured:
        started = time.perf_counter()
        with transaction.atomic():
            page.save_revision().publish()
            # The task runs by itself afterwards, in another process.
            connection.run_on_commit.clear()
        seconds = time.perf_counter() - started
    return len(captured), seconds


def _drain() -> None:
    from backend.publishing.drain import drain

    drained = drain()
    if drained.failures or drained.problems:
        raise RuntimeError(f"publishing failed: {[*drained.failures, *drained.problems][0]}")


class _Counter:
    """Counts what is sent to the database, at less cost than keeping it."""

    number = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.number += 1
        return execute(sql, params, many, context)


_counter = _Counter()


def _spent(connection: Any) -> int:
    if _counter not in connection.execute_wrappers:
        connection.execute_wrappers.append(_counter)
    return _counter.number


if __name__ == "__main__":
    run(lambda name, value: print(f"{name:<75}{value}", flush=True))
