"""The page on which somebody who belongs to several organisations says for which one they are working."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
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
        mine = choices(self.request)
        asked = self.request.GET.get("for", "")
        return super().get_context_data(
            organisations=mine,
            current=current_organisation(self.request),
            elsewhere=next((one for one in mine if str(one.pk) == asked), None),
            next=self._next(self.request.GET),
            **kwargs,
        )

    def _next(self, sent: QueryDict) -> str:
        """Return the address to go on to, if it is one of ours."""
        wanted = sent.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}, self.request.is_secure())
        return wanted if is_ours else ""

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Change it; 404 for an organisation that one does not belong to."""
        number = request.POST.get("organisation", "")
        if not (number.isdigit() and choose(request, int(number))):
            raise Http404("There is no such organisation here.")
        current = current_organisation(request)
        messages.success(request, f"You are working for {current} now.")
        return redirect(self._next(request.POST) or "wagtailadmin_home")


switch = require_admin_access(SwitchView.as_view())


class SwitchMenuItem(MenuItem):
    """Says for whom one is working; there only for those who could work for somebody else."""

    def __init__(self) -> None:
        super().__init__("Organisation", "", name="switch-organisation", icon_name="group", order=10)

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether there is a choice."""
        return len(choices(request)) > 1

    def render_component(self, request: HttpRequest) -> Any:
        """Return the menu item with the name of the organisation."""
        self.label = f"For: {current_organisation(request)}"
        self.url = reverse("switch_organisation")
        return super().render_component(request)
