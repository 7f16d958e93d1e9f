"""Django's registration of the app."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The library, adoptions and overlays."""

    name = "backend.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Notice safety-critical publications."""
        from backend.sharing import safety

        safety.connect()
