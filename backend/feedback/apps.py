"""Django's registration of the app."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """What visitors say of pages, and how often pages are asked for: counts and comments, never people."""

    name = "backend.feedback"
    label = "feedback"

    def ready(self) -> None:
        """Forget what is old whenever there is time for housekeeping."""
        from backend.feedback import retention

        retention.connect()
