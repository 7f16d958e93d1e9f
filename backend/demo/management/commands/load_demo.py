"""`load_demo`: five organisations with their pages, media and people."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Load the demonstration; safe to repeat."""

    help = (
        "Load the demonstration: five organisations with pages, contacts, generated media and accounts. Safe to repeat."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load everything, and say what was done. Raises CommandError."""
        if not hasattr(settings, "SITES_PORT"):
            raise CommandError(
                "These settings are not for demonstrations: the accounts have a password that everybody knows. "
                "Use backend.settings.development."
            )
        # Its libraries (Pillow apart) are not installed in production, where this app is still listed.
        from backend.demo.feedback_loading import load_feedback
        from backend.demo.loading import load
        from backend.demo.source import DemoProblem

        started = time.monotonic()
        try:
            load(tell=self.stdout.write)
        except DemoProblem as problem:
            raise CommandError(str(problem)) from problem
        # Pages are on their sites once they are published; where a worker does that, the next start finds them there.
        if answered := load_feedback():
            self.stdout.write(f"feedback: made up for {answered} pages")
        self.stdout.write(f"Loaded in {time.monotonic() - started:.1f} seconds.")
