"""The app in the admin."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from backend.sharing import editor_hooks

hooks.register("register_page_header_buttons", editor_hooks.header_buttons)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Return the app's addresses."""
    return [path("sharing/", include("backend.sharing.urls"))]
