"""Django's registration of the app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every app stands on."""

    name = "backend.core"
    label = "core"

    def ready(self) -> None:
        """Register the project's rules as system checks, and confine what the admin's filters offer."""
        from backend.core import checks  # noqa: F401
        from backend.core.confined_filters import confine_filters

        confine_filters()
