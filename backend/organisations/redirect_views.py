"""Wagtail's redirects, each organisation its own. These stand before Wagtail's views at the same addresses."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from backend.core.forms import WithinReach
from backend.core.scoped_views import WithinScope
from backend.organisations.access import organisations_allowing


def sites_of(user: Any) -> QuerySet[Site]:
    """Return the sites whose redirects `user` may change."""
    return Site.objects.filter(organisation__in=organisations_allowing(user, Redirect, ["add", "change"]))


class OwnRedirectForm(WithinReach, RedirectForm):
    """A redirect of one of the user's sites."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the user's sites only; a redirect of all sites at once is nobody's to make."""
        super().__init__(*args, **kwargs)
        field = self.fields["site"]
        field.queryset = sites_of(self.for_user)
        field.required = True
        field.empty_label = None
        if field.queryset.count() == 1:
            self.initial.setdefault("site", field.queryset.first().pk)

    class Meta(RedirectForm.Meta):
        pass


class OwnRedirectsFilterSet(RedirectsReportFilterSet):
    """Filters of the list, naming the user's sites only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Limit the sites to choose from."""
        super().__init__(*args, **kwargs)
        self.filters["site"].queryset = sites_of(self.request.user)


class IndexView(views.IndexView):
    """The list of redirects."""

    filterset_class = OwnRedirectsFilterSet

    def get_base_queryset(self) -> QuerySet[Redirect]:
        """Return the redirects of the user's sites."""
        redirects: QuerySet[Redirect] = super().get_base_queryset()
        return redirects.filter(site__in=sites_of(self.request.user).values("pk"))

    @property
    def header_more_buttons(self) -> list[Any]:
        """Return no button for the import, which knows no organisations."""
        return [button for button in super().header_more_buttons if "import" not in str(button.url)]


class CreateView(views.CreateView):
    """A new redirect."""

    form_class = OwnRedirectForm


class EditView(WithinScope, views.EditView):
    """A redirect within reach."""

    actions = ("change",)
    form_class = OwnRedirectForm


class DeleteView(WithinScope, views.DeleteView):
    """Delete a redirect within reach."""

    actions = ("delete",)


def no_import(_request: HttpRequest) -> HttpResponse:
    """Refuse: Wagtail's import writes redirects of any site."""
    raise PermissionDenied


urlpatterns = [
    path("", require_admin_access(IndexView.as_view())),
    path("results/", require_admin_access(IndexView.as_view(results_only=True))),
    path("add/", require_admin_access(CreateView.as_view())),
    path("<int:redirect_id>/", require_admin_access(EditView.as_view())),
    path("<int:redirect_id>/delete/", require_admin_access(DeleteView.as_view())),
    path("import/", require_admin_access(no_import)),
    path("import/process/", require_admin_access(no_import)),
]
