"""What the screens of sharing have in common: one organisation at a time, and nothing of anybody else's."""

from typing import Any

from django.http import Http404, HttpRequest
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from backend.organisations.current import choices, current_organisation
from backend.organisations.models import Organisation
from backend.sharing.models import Adoption, Offer


class SharingView(WagtailAdminTemplateMixin, TemplateView):
    """A screen for the organisation that somebody is working for; 404 for those who belong to none."""

    header_icon = "link"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the organisation."""
        super().setup(request, *args, **kwargs)
        organisation = current_organisation(request)
        if organisation is None:
            raise Http404("You belong to no organisation yet; ask an administrator.")
        self.organisation: Organisation = organisation

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return none: each screen has a plain heading."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the organisation with what the screen adds."""
        return super().get_context_data(organisation=self.organisation, **kwargs)


def adoption_within_reach(request: HttpRequest, pk: int, *, decide: bool = True) -> Adoption:
    """Return an adoption of an organisation that the user works for, and whose page they may publish if they `decide`.

    Raises Http404 for any other, so that nobody learns that it is there.
    """
    rows = Adoption.objects.filter(pk=pk, organisation__in=[one.pk for one in choices(request.user)])
    found = rows.select_related("offer__owner", "offer__successor", "organisation", "page", "source__compiled").first()
    if found is None or (decide and not found.page.permissions_for_user(request.user).can_publish()):
        raise Http404("There is no such shared page here.")
    return found


def may_offer(user: Any, page: Page) -> bool:
    """Say whether `user` may put `page` into the library: they publish it, and its organisation is a library owner."""
    owner = Organisation.objects.for_page(page)
    return bool(
        owner is not None
        and owner.may_offer
        and not page.is_site_root()
        and page.permissions_for_user(user).can_publish()
    )


def offer_within_reach(request: HttpRequest, pk: int) -> Offer:
    """Return an offer that the user may change; raises Http404 for any other."""
    found = Offer.objects.select_related("owner", "page", "successor").filter(pk=pk).first()
    if found is None or found.page is None or not may_offer(request.user, found.page):
        raise Http404("There is no such page in the library here.")
    return found
