"""Where the screens of sharing are found in the admin: menu, home page, and the buttons of a page."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.models import Page

from backend.organisations.current import choices, current_organisation
from backend.sharing.attention import attention_of
from backend.sharing.models import Action, AdoptedPage, Adoption, Offer, note
from backend.sharing.powers import Powers, may_offer
from backend.sharing.views.steps import todo

SHOWN_AT_HOME = 5


class ForMembers(MenuItem):
    """A menu item for everybody who belongs to an organisation."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether there is an organisation to show things of."""
        return bool(choices(request))


class ForOwners(MenuItem):
    """A menu item for those whose organisation offers pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether the organisation is a library owner."""
        organisation = current_organisation(request)
        return bool(organisation and organisation.may_offer)


def menu_items() -> Iterator[MenuItem]:
    """Yield the items of the main menu."""
    yield ForMembers("Library", reverse("sharing:library"), icon_name="folder-open-inverse", order=150)
    yield ForMembers("Shared content", reverse("sharing:shared_content"), icon_name="link", order=151)
    yield ForOwners("Who uses your pages", reverse("sharing:usage"), icon_name="group", order=152)


class AttentionPanel(Component):
    """The first things that need attention, on the admin's home page."""

    name = "shared_content"
    template_name = "sharing/home_panel.html"
    order = 90

    def __init__(self, request: HttpRequest) -> None:
        """Find what needs attention."""
        organisation = current_organisation(request)
        items = attention_of(organisation) if organisation else []
        self.items = [item for item in items if item.later is None]
        self.powers = Powers.of(request.user, organisation) if organisation and self.items else None

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the first of them with their next steps."""
        shown = [todo(item, self.powers) for item in self.items[:SHOWN_AT_HOME]] if self.powers else []
        return {"items": shown, "count": len(self.items), "more": len(self.items) > SHOWN_AT_HOME}


class OwnersPanel(Component):
    """For owners: how many use their pages, and how many are behind, on the admin's home page."""

    name = "shared_by_us"
    template_name = "sharing/owners_panel.html"
    order = 91

    def __init__(self, request: HttpRequest) -> None:
        """Count the uses of the organisation's pages."""
        organisation = current_organisation(request)
        uses = Adoption.objects.filter(offer__owner=organisation) if organisation and organisation.may_offer else None
        self.organisations = uses.values("organisation").distinct().count() if uses is not None else 0
        self.behind = uses.behind().values("organisation").distinct().count() if uses is not None else 0

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the counts."""
        return {"organisations": self.organisations, "behind": self.behind}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Put the panels on the home page that have something to say (`construct_homepage_panels`)."""
    attention, owners = AttentionPanel(request), OwnersPanel(request)
    if attention.items:
        panels.append(attention)
    if owners.organisations:
        panels.append(owners)


def offer_button(page: Page, user: Any, **_: Any) -> Iterator[Button]:
    """Yield the way to offering a page, for library owners (`register_page_header_buttons`)."""
    if page.pk and may_offer(user, page) and not AdoptedPage.objects.filter(pk=page.pk).exists():
        is_offered = Offer.objects.filter(source_key=page.translation_key).exists()
        label = "Shared with others" if is_offered else "Share with others"
        yield Button(label, reverse("sharing:offer", args=[page.pk]), icon_name="resubmit", priority=36)


COPIES = "A shared page stands once on your site. Use it from the library, or make it your own copy first."
COPIES_BELOW = (
    "Shared pages stand below this one, and each stands once on your site. Copy the page without the pages below it."
)


def refuse_copies(request: HttpRequest, page: Page) -> Any:
    """Keep somebody from copying an adopted page, whose copy would stand for nothing (`before_copy_page`)."""
    if issubclass(page.specific_class or Page, AdoptedPage):
        messages.error(request, COPIES)
        return redirect("sharing:shared_content")
    if request.POST.get("copy_subpages") and AdoptedPage.objects.descendant_of(page).exists():
        messages.error(request, COPIES_BELOW)
        return redirect("wagtailadmin_pages:copy", page.pk)
    return None


def remember_deletion(request: HttpRequest, page: Page) -> None:
    """Record that a shared page was taken off by deleting it (`before_delete_page`)."""
    if request.method == "POST":
        below = page.get_descendants(inclusive=True)
        for adoption in Adoption.objects.filter(page__in=below).select_related("offer", "page"):
            note(Action.LEFT, adoption=adoption, actor=request.user, text="The page was deleted.")
