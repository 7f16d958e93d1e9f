"""Django's registration of the app."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The library, adoptions and overlays."""

    name = "backend.sharing"
    label = "sharing"
