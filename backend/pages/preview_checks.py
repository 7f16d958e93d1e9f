"""Wagtail's accessibility checks in the preview, which comes from another origin than the editor that shows their results."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from wagtail.admin.userbar import ContentCheckerItem


class PreviewChecker(ContentCheckerItem):
    """The checks, with the origins between which their messages may go."""

    def get_axe_spec(self, request: HttpRequest) -> dict[str, Any]:
        """Return axe's configuration; its `allowedOrigins` (axe-core, API.md) names the other side."""
        other = settings.WAYMARK_PREVIEW_URL if self.in_editor else settings.WAGTAILADMIN_BASE_URL
        return super().get_axe_spec(request) | {"allowedOrigins": [_origin(other)]}


def check_across_origins(_request: HttpRequest, items: list[Any], _page: Any) -> None:
    """Put these checks in the place of Wagtail's own (hook `construct_wagtail_userbar`)."""
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem) and not isinstance(item, PreviewChecker):
            items[place] = PreviewChecker(in_editor=item.in_editor)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
