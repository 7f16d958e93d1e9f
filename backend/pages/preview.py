"""Previews of drafts: who gets an address for which draft, and for how long.

The draft itself is kept by wagtail-headless-preview; `publishing` makes a document of it when `preview_update` is sent.
"""

import secrets
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest
from django.utils.http import urlencode
from wagtail.models import Page
from wagtail_headless_preview.models import HeadlessPreviewMixin, PagePreview

from backend.organisations.models import Organisation

MAX_AGE: Final = timedelta(minutes=15)
"""How long an address shows its draft. The editor's panel asks for a new one at every change."""

SALT: Final = "waymark.preview"


class PreviewRefused(Exception):
    """A token shows nothing: it is forged, for another site, or too old. The message is for the person who has it."""


def signer() -> TimestampSigner:
    """Return what signs tokens, and dates them."""
    return TimestampSigner(salt=SALT)


def check_token(token: str, site: str) -> None:
    """Raise PreviewRefused unless `token` was made here for a page of `site`, and not too long ago."""
    try:
        value = signer().unsign(token, max_age=MAX_AGE)
    except SignatureExpired as error:
        minutes = int(MAX_AGE.total_seconds() // 60)
        raise PreviewRefused(
            f"This preview is older than {minutes} minutes. Open it again from the page editor."
        ) from error
    except BadSignature as error:
        raise PreviewRefused("This is no address of a preview. Open it again from the page editor.") from error
    if value.split(":")[0] != site:
        raise PreviewRefused("This preview belongs to another site. Open it again from the page editor.")


class DraftPreview(HeadlessPreviewMixin):
    """For a page model: its drafts are shown by the preview server, on its own organisation's site."""

    @classmethod
    def get_preview_signer(cls) -> TimestampSigner:
        """Return what signs tokens."""
        return signer()

    def preview_site(self) -> str:
        """Return the name of the site that the page belongs to, or "-" when it stands on none."""
        organisation = Organisation.objects.for_page(self)
        return organisation.slug if organisation else "-"

    def get_client_root_url(self, request: HttpRequest) -> str:
        """Return the address below which the preview server shows drafts of the page's own site."""
        return f"{settings.WAYMARK_PREVIEW_URL}/{self.preview_site()}/"

    def get_preview_url(self, request: HttpRequest, token: str) -> str:
        """Return the address that shows the draft which `token` stands for."""
        return f"{self.get_client_root_url(request)}?{urlencode({'token': token})}"

    def create_page_preview(self) -> PagePreview:
        """Keep the page as it is now, unsaved changes included, under a new token.

        A token names the site and the page, or the parent of a page that was never saved; a random part keeps two people
        apart who look at the same page in the same second.
        """
        page: Page = self
        name = page.pk or f"new-{page.get_parent().pk}-{page._meta.model_name}"
        token = signer().sign(f"{self.preview_site()}:{name}:{secrets.token_urlsafe(8)}")
        return self.update_page_preview(token)[0]
