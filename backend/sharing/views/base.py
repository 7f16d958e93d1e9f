"""What the screens of sharing have in common: one organisation at a time, and nothing of anybody else's."""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from backend.organisations.access import organisations_of
from backend.organisations.current import current_organisation
from backend.organisations.models import Organisation
from backend.sharing.models import Adoption, Offer
from backend.sharing.powers import Deed, Powers, Refused, require

type Crumb = tuple[str, str]
"""Words, and the address that they lead to."""

NOWHERE: Final = "You belong to no organisation yet. Ask an administrator of yours to add you."
NO_ADOPTION: Final = "There is no such shared page on your site. It may have been taken off by a colleague."
NO_OFFER: Final = "There is no such page of yours in the library."
NOT_OFFERED: Final = "There is no such page in your library. Its owner may have taken it out, or chosen others for it."


def screen(view: Callable[..., Any]) -> Any:
    """Return a view of the admin whose refusals are pages too: they say what is the matter, who can help, and lead on."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            return _told(request, "You cannot do this yourself", str(refusal), 403)
        except Http404 as missing:
            return _told(request, "This is not here", str(missing), 404)

    return require_admin_access(shown)


def _told(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    context = {"page_title": title, "header_title": title, "sentence": sentence, "crumbs": home_crumbs()}
    return TemplateResponse(request, "sharing/refused.html", context, status=status)


def home_crumbs() -> list[Crumb]:
    """Return the beginning of every path of crumbs."""
    return [("Home", reverse("wagtailadmin_home"))]


class SharingView(WagtailAdminTemplateMixin, TemplateView):
    """A screen for the organisation that somebody is working for; 404 for those who belong to none.

    `area` names the tab that it belongs to; `lead` is the sentence below its title.
    """

    area = ""
    lead = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the organisation."""
        super().setup(request, *args, **kwargs)
        organisation = current_organisation(request)
        if organisation is None:
            raise Http404(NOWHERE)
        self.organisation: Organisation = organisation

    @cached_property
    def powers(self) -> Powers:
        """What the user may do for the organisation."""
        return Powers.of(self.request.user, self.organisation)

    def require(self, deed: Deed) -> None:
        """Raise Refused unless the user may do this for the organisation."""
        require(self.request.user, deed, self.organisation)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return none: the screens have crumbs of their own, which stay open."""
        return []

    def crumbs(self) -> list[Crumb]:
        """Return where the screen stands: what leads to it, in order."""
        return home_crumbs()

    def get_lead(self) -> str:
        """Return the sentence below the title."""
        return self.lead

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the organisation, what the user may do for it, and the way here, with what the screen adds."""
        return super().get_context_data(
            organisation=self.organisation,
            powers=self.powers,
            crumbs=self.crumbs(),
            lead=self.get_lead(),
            areas=areas_of(self.organisation),
            area=self.area,
            **kwargs,
        )


def areas_of(organisation: Organisation) -> list[tuple[str, str, str]]:
    """Return name, words and address of the main screens of sharing."""
    areas = [("shared_content", "Shared content"), ("library", "Library"), ("records", "What happened")]
    if organisation.may_offer:
        areas.insert(2, ("usage", "Who uses your pages"))
    return [(name, words, reverse(f"sharing:{name}")) for name, words in areas]


def crumbs_to(area: str, *more: Crumb) -> list[Crumb]:
    """Return the crumbs of a screen below a main one."""
    words = {
        "shared_content": "Shared content",
        "library": "Library",
        "usage": "Who uses your pages",
        "records": "What happened",
    }
    return [*home_crumbs(), (words[area], reverse(f"sharing:{area}")), *more]


class AdoptionView(SharingView):
    """A screen about one shared page of an organisation that the user works for; `deed` is what it is for."""

    area = "shared_content"
    deed: Deed | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the adoption, and work for its organisation; raises Http404, and Refused for those who may not do it."""
        super().setup(request, *args, **kwargs)
        self.adoption = adoption_within_reach(request, kwargs["pk"])
        self.organisation = self.adoption.organisation
        if self.deed is not None:
            self.require(self.deed)

    def get_page_title(self) -> str:
        """Return the page's title."""
        return self.adoption.page.title

    def crumbs(self) -> list[Crumb]:
        """Return the way here by “Shared content”."""
        return crumbs_to("shared_content")


def adoption_within_reach(request: HttpRequest, pk: int) -> Adoption:
    """Return an adoption of an organisation that the user works for.

    Raises Http404 for any other, so that nobody learns that it is there.
    """
    rows = Adoption.objects.filter(pk=pk, organisation__in=organisations_of(request.user)).with_current()
    found = rows.select_related(
        "offer__owner", "offer__successor", "organisation", "page", "source__compiled", "accepted_revision"
    ).first()
    if found is None:
        raise Http404(NO_ADOPTION)
    return found


def page_within_reach(request: HttpRequest, pk: int) -> tuple[Page, Organisation]:
    """Return a page of an organisation that the user works for, with that; raises Http404 for any other."""
    page = Page.objects.filter(pk=pk).first()
    owner = Organisation.objects.for_page(page) if page is not None else None
    if page is None or owner is None or not organisations_of(request.user).filter(pk=owner.pk).exists():
        raise Http404("There is no such page on your site.")
    return page, owner


def offer_within_reach(request: HttpRequest, pk: int) -> Offer:
    """Return an offer of an organisation that the user works for; raises Http404 for any other."""
    offers = Offer.objects.filter(pk=pk, owner__in=organisations_of(request.user))
    found = offers.select_related("owner", "page", "successor").first()
    if found is None:
        raise Http404(NO_OFFER)
    return found
