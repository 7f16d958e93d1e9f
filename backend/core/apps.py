"""Django's registration of the app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The app `core`."""

    name = "backend.core"
    label = "core"
