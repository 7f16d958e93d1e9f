"""The index of the API."""

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from backend.api import identity
from backend.api.answers import Index
from backend.api.caching import small_answer
from backend.api.operations import described
from backend.api.views.base import PublicView
from content_models import CONTRACT_VERSION


class IndexView(PublicView):
    """What this is, and where to go from here."""

    @described("index", "What this API is", Index, also=(304, 406, 412))
    def get(self, request: Request) -> HttpResponse:
        """Answer with the index."""
        links = {
            name: request.build_absolute_uri(reverse(f"api:{name}")) for name in ("sites", "library", "schema", "docs")
        }
        index = Index(name=identity.NAME, version=identity.VERSION, contract=CONTRACT_VERSION, links=links)
        return small_answer(request, index)
