"""Django's registration of the app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The app `pages`."""

    name = "backend.pages"
    label = "pages"
