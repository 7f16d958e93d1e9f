"""A page of the library as it would look on one's own site."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.admin.auth import require_admin_access

from backend.organisations.access import organisations_of
from backend.sharing.looks import look_address
from backend.sharing.models import Offer


def _look(request: HttpRequest, pk: int, organisation: str) -> HttpResponse:
    """Lead to the preview; 404 for what is not offered to the organisation, and for others' organisations.

    A page below the offered one is named by `?page=`.
    """
    mine = organisations_of(request.user).filter(slug=organisation).first()
    offer = Offer.objects.visible_to(mine).filter(pk=pk).first() if mine is not None else None
    if mine is None or offer is None or offer.page is None:
        raise Http404("There is no such page in the library.")
    source = offer.page
    if (wanted := request.GET.get("page", "")).isdigit():
        below = (
            offer.page.get_descendants().live().public() if offer.whole_section else offer.page.get_descendants().none()
        )
        found = below.filter(pk=wanted).first()
        if found is None:
            raise Http404("There is no such page in the library.")
        source = found
    return HttpResponseRedirect(look_address(source, mine))


look = require_admin_access(_look)
