"""The app in the admin."""

from collections.abc import Callable

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from backend.sharing import editor_hooks, menus

hooks.register("register_page_header_buttons", editor_hooks.header_buttons)
hooks.register("register_page_header_buttons", menus.offer_button)
hooks.register("construct_homepage_panels", menus.add_panel)
hooks.register("before_copy_page", menus.refuse_copies)
hooks.register("before_delete_page", menus.remember_deletion)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Return the app's addresses."""
    return [path("sharing/", include("backend.sharing.urls"))]


def _register(position: int) -> Callable[[], MenuItem]:
    return lambda: list(menus.menu_items())[position]


for number in range(3):
    hooks.register("register_admin_menu_item", _register(number))
