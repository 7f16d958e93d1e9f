"""`reconcile`: compare the content store with what is live, and repair any difference."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backend.organisations.models import Organisation
from backend.publishing.reconcile import reconcile


class Command(BaseCommand):
    help = (
        "Compare the content store with what is live and repair any difference. Ends with 1 when something is left that "
        "somebody has to mend."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisations", nargs="*", metavar="organisation", help="only these organisations (slugs)")
        parser.add_argument("--full", action="store_true", help="compile every page anew, whatever its stamp says")

    def handle(self, *, organisations: list[str], full: bool, **_: Any) -> None:
        found = Organisation.objects.filter(slug__in=organisations) if organisations else None
        if found is not None and (unknown := set(organisations) - {one.slug for one in found}):
            raise CommandError(f"There is no organisation called {', '.join(sorted(unknown))}.")
        result = reconcile(found, full=full)
        for line in result.lines():
            self.stdout.write(line)
        if not result.is_right:
            sys.exit(1)
        if not (result.compiled or result.recorded):
            self.stdout.write("The content store shows what is live.")
