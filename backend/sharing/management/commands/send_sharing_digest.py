"""`send_sharing_digest`: tell teams by email what about their shared pages needs attention; safe to repeat in a day."""

from typing import Any

from django.core.management.base import BaseCommand

from backend.sharing.digest import send_digests


class Command(BaseCommand):
    help = "Write to each team that has something to decide about shared pages, once a day at most."

    def handle(self, **_: Any) -> None:
        self.stdout.write(f"{send_digests()} letters sent.")
