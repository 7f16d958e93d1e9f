"""The app's addresses in the admin."""

from django.urls import include, path

app_name = "sharing"
urlpatterns = [path("", include("backend.sharing.urls_editor"))]
