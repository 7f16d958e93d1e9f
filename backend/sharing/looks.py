"""What a page of the library would look like on one's own site, before it is adopted."""

import secrets

from django.conf import settings
from django.dispatch import Signal
from django.utils.http import urlencode
from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.pages.preview import signer

look_wanted = Signal()
"""Sent with `token`, `organisation` and `source`: whoever publishes keeps the page under the token for a while."""


def look_address(source: Page, organisation: Organisation) -> str:
    """Return the address at which the preview server shows `source` on the site of `organisation` for some minutes."""
    token = signer().sign(f"{organisation.slug}:library-{source.pk}:{secrets.token_urlsafe(8)}")
    look_wanted.send(sender=Organisation, token=token, organisation=organisation, source=source)
    return f"{settings.WAYMARK_PREVIEW_URL}/{organisation.slug}/?{urlencode({'token': token})}"
