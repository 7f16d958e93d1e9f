"""A page of the library as it would look on one's own site."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.models import Page

from backend.organisations.access import organisations_of
from backend.sharing.looks import look_address
from backend.sharing.models import Offer
from backend.sharing.views.base import NOT_OFFERED, screen


def _look(request: HttpRequest, pk: int, organisation: str) -> HttpResponse:
    """Lead to the preview; 404 for what is not offered to the organisation, and for others' organisations.

    A page below the offered one is named by `?page=`.
    """
    mine = organisations_of(request.user).filter(slug=organisation).first()
    offer = Offer.objects.visible_to(mine).filter(pk=pk).first() if mine is not None else None
    if mine is None or offer is None or offer.page is None:
        raise Http404(NOT_OFFERED)
    return HttpResponseRedirect(look_address(_source(offer, request.GET.get("page", "")), mine))


def _source(offer: Offer, wanted: str) -> Page:
    page: Page = offer.page
    if not wanted:
        return page
    below = page.get_descendants().live().public() if offer.whole_section else Page.objects.none()
    found = below.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 10 else None
    if found is None:
        raise Http404(NOT_OFFERED)
    return found


look = screen(_look)
