"""`import_content`: read a folder of Markdown pages into an organisation's site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backend.organisations.models import Organisation
from backend.pages.importing import ImportFailed, import_folder


class Command(BaseCommand):
    """Create or update pages from files; every problem is reported, and then nothing is changed."""

    help = (
        "Read a folder of Markdown pages into an organisation's site and publish them. "
        "Reports every problem with file and line and changes nothing when there is one; the same file updates the same page."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the organisation and the folder."""
        parser.add_argument("organisation", help="the organisation's short name, e.g. essex-police")
        parser.add_argument("folder", type=Path, help="the folder that holds index.md")
        parser.add_argument("--check", action="store_true", help="only report problems; write nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the import. Raises CommandError with all problems."""
        folder: Path = options["folder"]
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if organisation is None:
            known = ", ".join(Organisation.objects.values_list("slug", flat=True))
            raise CommandError(f"There is no organisation {options['organisation']}; there are: {known or 'none yet'}.")
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder; name the one that holds your index.md.")
        try:
            report = import_folder(organisation, folder, check_only=options["check"])
        except ImportFailed as failure:
            raise CommandError("\n".join([*map(str, failure.problems), f"{failure}."])) from failure
        words = [
            f"{len(paths)} {name}"
            for name, paths in (
                ("created", report.created),
                ("updated", report.updated),
                ("unchanged", report.unchanged),
            )
        ]
        self.stdout.write(f"{'Would be: ' if options['check'] else ''}{', '.join(words)}.")
