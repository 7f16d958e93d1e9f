"""`move_demo`: the sites of the demonstration answer on another port, or its backend does."""

import re
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.urls import reverse

from backend.organisations.models import Organisation
from backend.organisations.provisioning import provision


class Command(BaseCommand):
    """Give every site with an address on this machine the ports of the settings; all else stays as it was edited."""

    help = "Give every site whose address is on this machine (http://<slug>.localhost:<port>) the port SITES_PORT."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Change the addresses, and say which; what is published follows."""
        with transaction.atomic():
            for organisation in Organisation.objects.order_by("slug"):
                here = f"http://{organisation.slug}.localhost"
                address = f"{here}:{settings.SITES_PORT}"
                if re.fullmatch(rf"{re.escape(here)}(:\d+)?", organisation.public_address) and (
                    organisation.public_address != address
                ):
                    provision(slug=organisation.slug, public_address=address)
                    self.stdout.write(f"{organisation.slug} is now at {address}")
                self._move_feedback(organisation.slug)

    def _move_feedback(self, slug: str) -> None:
        receiver = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('api:feedback')}"
        given = Organisation.objects.get(slug=slug).feedback_url
        if re.fullmatch(r"http://localhost(:\d+)?/api/v1/feedback/", given) and given != receiver:
            provision(slug=slug, feedback_url=receiver)
            self.stdout.write(f"{slug} is told at {receiver} whether its pages are useful")
