"""The page on which somebody who belongs to several organisations says for which one they are working."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from backend.organisations.current import choices, choose, current_organisation


class SwitchView(WagtailAdminTemplateMixin, TemplateView):
    """Lists one's organisations; a button for each."""

    template_name = "organisations/switch.html"
    page_title = "Work for another organisation"
    header_icon = "group"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the organisations, and which one it is now."""
        current = current_organisation(self.request)
        return super().get_context_data(organisations=choices(self.request.user), current=current, **kwargs)

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Change it; 404 for an organisation that one does not belong to."""
        number = request.POST.get("organisation", "")
        if not (number.isdigit() and choose(request, int(number))):
            raise Http404("There is no such organisation here.")
        current = current_organisation(request)
        messages.success(request, f"You are working for {current} now.")
        return redirect("wagtailadmin_home")


switch = require_admin_access(SwitchView.as_view())


class SwitchMenuItem(MenuItem):
    """Says for whom one is working; there only for those who could work for somebody else."""

    def __init__(self) -> None:
        super().__init__("Organisation", "", name="switch-organisation", icon_name="group", order=10)

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether there is a choice."""
        return len(choices(request.user)) > 1

    def render_component(self, request: HttpRequest) -> Any:
        """Return the menu item with the name of the organisation."""
        self.label = f"For: {current_organisation(request)}"
        self.url = reverse("switch_organisation")
        return super().render_component(request)
