"""Addresses of the backend: the admin and the API. The public sites are static and live elsewhere."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from backend.core import bulk_actions, page_chooser, page_views
from backend.core.health import health
from backend.media import tag_views
from backend.media.views import uploaded_file
from backend.organisations import joining, people_views, redirect_views, site_history, switching

urlpatterns = [
    # These stand before Wagtail's own at the same addresses, which know no organisations.
    path("admin/choose-page/", page_chooser.browse),
    path("admin/choose-page/<int:parent_page_id>/", page_chooser.browse),
    path("admin/choose-page/chosen-multiple/", page_chooser.chosen_multiple),
    path("admin/bulk/<str:app_label>/<str:model_name>/<str:action>/", bulk_actions.guarded),
    path("admin/pages/<int:page_id>/edit/", page_views.edit_page),
    path("admin/pages/<int:page_id>/privacy/", page_views.set_privacy),
    path("admin/reports/page-types-usage/", page_views.page_types),
    path("admin/reports/page-types-usage/results/", page_views.page_types_results),
    path("admin/workflows/", include(page_views.task_chooser_urls)),
    path("admin/", include(tag_views.urlpatterns)),
    path("admin/redirects/", include(redirect_views.urlpatterns)),
    path("admin/reports/site-history/", site_history.history),
    path("admin/reports/site-history/results/", site_history.history_results),
    path("admin/people/", include(people_views.urlpatterns)),
    path("admin/join/<str:token>/", joining.join, name="join"),
    path("admin/organisation/", switching.switch, name="switch_organisation"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", uploaded_file, name="uploaded_file"),
    path("api/v1/", include("backend.api.urls")),
    path("health", health),
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home"), name="root"),
]

# What fails outside of the API's views leaves as its problem documents too; everything else has Django's own pages.
handler400 = "backend.api.problem.bad_request"
handler500 = "backend.api.problem.server_error"
