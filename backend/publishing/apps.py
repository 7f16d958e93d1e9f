"""Django's registration of the app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The app `publishing`: pages become documents, documents become manifests."""

    name = "backend.publishing"
    label = "publishing"
    verbose_name = "Publishing"

    def ready(self) -> None:
        """Listen to what makes publishing necessary, and check that every page type can be published."""
        from backend.publishing import checks, signals

        checks.register()
        signals.connect()
