"""Addresses of the REST API, below /api/v1/.

Still to come, each with its issue, and until then 404 as any other unknown address: `sites/{site}/changes`,
HTML fragments of pages (by the Accept header of the same addresses), signatures of the manifest, and the feeds.
"""

from django.urls import path, re_path

from backend.api.views.description import DocsView, SchemaView
from backend.api.views.documents import DocumentView, MediaView, OverlayView
from backend.api.views.feedback import FeedbackView
from backend.api.views.index import IndexView
from backend.api.views.library import LibraryView
from backend.api.views.nothing import NothingView
from backend.api.views.pages import PagesView, PageView
from backend.api.views.preview import PreviewFileView, PreviewView
from backend.api.views.sites import ExportView, ManifestView, SitesView

app_name = "api"

urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("sites/", SitesView.as_view(), name="sites"),
    path("sites/<str:site>/manifest", ManifestView.as_view(), name="manifest"),
    path("sites/<str:site>/export", ExportView.as_view(), name="export"),
    path("sites/<str:site>/pages/", PagesView.as_view(), name="pages"),
    path("sites/<str:site>/pages/<str:page_id>", PageView.as_view(), name="page"),
    path("documents/<str:digest>", DocumentView.as_view(), name="document"),
    path("overlays/<str:digest>", OverlayView.as_view(), name="overlay"),
    path("feedback/", FeedbackView.as_view(), name="feedback"),
    path("library/", LibraryView.as_view(), name="library"),
    path("media/<str:digest>", MediaView.as_view(), name="media"),
    path("preview/", PreviewView.as_view(), name="preview"),
    path("preview/files/<str:name>", PreviewFileView.as_view(), name="preview_file"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    re_path(r"^", NothingView.as_view(), name="nothing"),
]
