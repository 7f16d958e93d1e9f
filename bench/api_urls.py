"""Addresses for the benchmark only: the content API, and Wagtail's own API v2 beside it with the same fields."""

from django.urls import include, path
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page

from backend.pages.models import CampaignPage, NewsPage

for model in (CampaignPage, NewsPage):
    inherited = {field.name for field in Page._meta.get_fields()}
    own = [field.name for field in model._meta.get_fields() if field.name not in inherited]
    model.api_fields = [APIField(name) for name in own if not name.endswith("_ptr")]

router = WagtailAPIRouter("bench")
router.register_endpoint("pages", PagesAPIViewSet)

urlpatterns = [
    path("api/v1/", include("backend.api.urls")),
    path("api/v2/", router.urls),
]
