"""The media app in the admin."""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from backend.media.film_admin import FilmViewSet
from backend.media.views import may_choose

register_snippet(FilmViewSet)


@hooks.register("before_serve_document")
def only_for_colleagues(document: Any, request: HttpRequest) -> None:
    """Answer 404 to anybody who may not choose the document: the public gets documents from the API, once live."""
    user = request.user
    if not user.has_perm("wagtailadmin.access_admin") or not may_choose(user, document):
        raise Http404("There is no such document here.")
