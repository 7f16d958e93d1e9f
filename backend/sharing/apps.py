"""Django's registration of the app."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The library, adoptions and overlays."""

    name = "backend.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Listen to what publishing says."""
        from backend.sharing import languages, safety, sections, shown

        languages.connect()
        safety.connect()
        sections.connect()
        shown.connect()
