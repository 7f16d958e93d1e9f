"""What the admin answers where a shared page may not go live: a sentence, and the page's editor, where that can be mended.

Wagtail's own ways of publishing many pages at once, or at the end of a workflow, know no refusal and would answer with a fault.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from backend.sharing.going_live import PublishingRefused


class PublishingRefusals:
    """Middleware that turns a refusal into a message and a way on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take what answers."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the view answer."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; everything else goes on as it is."""
        if not isinstance(exception, PublishingRefused):
            return None
        for sentence in exception.messages:
            messages.error(request, sentence)
        return redirect("wagtailadmin_pages:edit", exception.page_id)
