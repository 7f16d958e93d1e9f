"""`run_publishing`: the loop that publishes what is scheduled, takes up what is due, and reconciles now and then."""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, close_old_connections
from django.utils import timezone

from backend.core.housekeeping import housekeeping
from backend.publishing.drain import drain, forget_finished
from backend.publishing.reconcile import reconcile
from backend.publishing.schedule import run_schedule
from backend.sharing.digest import send_digests
from backend.sharing.ending import end_withdrawn
from backend.sharing.telling import send_letters

log = logging.getLogger(__name__)

OFFICE_OPENS = 7
"""From this hour on, teams are written to about their shared pages."""


class Command(BaseCommand):
    help = "Publish and take down what is scheduled, take up publish intents, and reconcile; until it is told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=5, help="seconds between two rounds (default 5)")
        parser.add_argument(
            "--reconcile-minutes",
            type=float,
            default=15,
            help="minutes between two reconciliations (default 15; 0 never)",
        )
        parser.add_argument("--once", action="store_true", help="one round, then end")

    def handle(self, *, interval: float, reconcile_minutes: float, once: bool, **_: Any) -> None:
        if interval <= 0 or reconcile_minutes < 0:
            raise CommandError("The interval must be more than 0 seconds, and the minutes 0 or more.")
        if once:
            self._round()
            return
        stop = threading.Event()

        def told_to_stop(_signal: int, _frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, told_to_stop)
        self.stdout.write("Publishing runs; stop it with Ctrl-C.")
        self._loop(stop, interval, reconcile_minutes * 60)
        self.stdout.write("Publishing has stopped.")

    def _loop(self, stop: threading.Event, interval: float, reconcile_seconds: float) -> None:
        last = float("-inf")
        while not stop.is_set():
            close_old_connections()
            try:
                self._round()
                if reconcile_seconds and time.monotonic() - last >= reconcile_seconds:
                    last = time.monotonic()
                    self._reconcile()
            except Error:
                # The database may be away for a moment; everything to do is kept in it.
                log.exception("This round of publishing failed; the next one tries again.")
            stop.wait(interval)

    def _round(self) -> None:
        failures = run_schedule()
        end_withdrawn(timezone.localdate())
        drained = drain()
        send_letters()
        for sentence in (*failures, *drained.problems, *drained.failures):
            self.stderr.write(sentence)

    def _reconcile(self) -> None:
        for line in reconcile().lines():
            self.stdout.write(line)
        forget_finished()
        housekeeping.send(sender=type(self))
        if timezone.localtime().hour >= OFFICE_OPENS:
            send_digests()
