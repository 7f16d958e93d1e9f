"""Write the OpenAPI document, or check that it is current."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.api import openapi


class Command(BaseCommand):
    help = "Write backend/api/schema/openapi.json from the code, or with --check compare it."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare; fails when the file is out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            openapi.write()
            self.stdout.write(f"Wrote {openapi.FILE}.")
        elif not openapi.is_current():
            raise CommandError(f"{openapi.FILE} is out of date; run `python backend/manage.py api_schema`.")
