"""`count_visits`: read yesterday's visits from the web server's access log; safe to repeat."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from backend.feedback.access_logs import opened
from backend.feedback.visits import FewerThanBefore, count_visits, counting_sites, record


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no day; write it like 2026-11-25") from error


class Command(BaseCommand):
    help = (
        "Count how often each page was asked for on one day, from the web server's access log. Only sites whose "
        "administrators have switched counting on are counted; no address and no browser is kept."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("logs", nargs="+", help="logs that hold the whole day, .gz too; - reads standard input")
        parser.add_argument("--day", type=_day, help="which day (default: yesterday), e.g. 2026-11-25")
        parser.add_argument("--site", default="", help="short name of the site of lines without a host name")
        parser.add_argument("--replace", action="store_true", help="even if fewer visits are found than before")

    def handle(self, *, logs: list[str], day: date | None, site: str, replace: bool, **_: Any) -> None:
        day = day or timezone.localdate() - timedelta(days=1)
        if day >= timezone.localdate():
            raise CommandError("Only a day that is over can be counted.")
        sites = counting_sites()
        if site and site not in {each.slug for each in sites}:
            raise CommandError(f"The site {site} is not one that wants its visits counted.")
        try:
            counted = count_visits(self._lines(logs), day, sites, site)
        except (OSError, EOFError) as error:
            raise CommandError(f"A log cannot be read: {error}") from error
        if counted.unreadable and counted.unreadable == counted.lines:
            raise CommandError("No line has a form that is known; docs/feedback.md names those that are.")
        refusals = []
        for each in sites:
            try:
                total = record(counted, each, replace=replace)
                self.stdout.write(f"{each.slug}: {total} visits on {day}")
            except FewerThanBefore as refusal:
                refusals.append(str(refusal))
        self.stdout.write(f"{counted.lines} lines read, {counted.unreadable} of them unreadable.")
        if refusals:
            raise CommandError(" ".join(refusals))

    def _lines(self, logs: list[str]) -> Iterator[str]:
        for log in logs:
            if log == "-":
                yield from sys.stdin
                continue
            with opened(Path(log)) as file:
                yield from file
