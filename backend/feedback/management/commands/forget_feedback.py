"""`forget_feedback`: delete comments and counts that are older than they may be; `run_publishing` does it by itself."""

from typing import Any

from django.core.management.base import BaseCommand

from backend.feedback.retention import forget_old


class Command(BaseCommand):
    help = "Delete visitors' comments and counts that are older than the settings allow."

    def handle(self, **_: Any) -> None:
        self.stdout.write(f"{forget_old()} old comments deleted.")
