"""Which origins a browser lets read what of this host (CORS); the rest is in the settings `CORS_…`.

The public API is open to all, without credentials. A preview is open to the preview server's origin only.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from backend.api.identity import PREFIX


def may_read_preview(request: HttpRequest, **_: Any) -> bool:
    """Say whether a request for a preview comes from where previews are shown (signal `check_request_enabled`)."""
    if not request.path_info.startswith(f"{PREFIX}preview/"):
        return False
    ours = urlsplit(settings.WAYMARK_PREVIEW_URL)
    return request.headers.get("Origin", "") == f"{ours.scheme}://{ours.netloc}"
