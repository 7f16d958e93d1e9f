"""The app in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from backend.organisations.current import choices


class ForMembers(MenuItem):
    """A menu item for everybody who belongs to an organisation."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether there is an organisation to show feedback of."""
        return bool(choices(request))


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Return the app's addresses."""
    return [path("feedback/", include("backend.feedback.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Return the way to the screens."""
    return ForMembers("Feedback", reverse("feedback:pages"), icon_name="comment", order=160)
