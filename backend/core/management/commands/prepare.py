"""`prepare`: wait for the database, bring it up to date, and load the demonstration if there is to be one."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

PAUSE = 0.5


class Command(BaseCommand):
    help = (
        "Wait for the database and migrate it; with WAYMARK_DEMO_SITES_PORT, load the demonstration too. "
        "With --wait, change nothing and return once another process has done that."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--wait", action="store_true", help="only wait until somebody else has prepared the database"
        )
        parser.add_argument("--timeout", type=float, default=180, help="seconds to wait at most (default 180)")

    def handle(self, *, wait: bool, timeout: float, **_: Any) -> None:
        deadline = time.monotonic() + timeout
        reason = "no answer"
        while time.monotonic() < deadline:
            reason = _state()
            if reason == "" or (reason == _PENDING and not wait):
                break
            time.sleep(PAUSE)
        else:
            raise CommandError(f"The database is not ready after {timeout:.0f} seconds: {reason}.")
        if wait:
            return
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write("The database is up to date.")
        if hasattr(settings, "SITES_PORT"):
            call_command("load_demo", stdout=self.stdout)


_PENDING = "its migrations have not been applied"


def _state() -> str:
    """Return why the database is not ready, or nothing when it is."""
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        connection.close()
        return " ".join(str(error).split())
    return _PENDING if pending else ""
