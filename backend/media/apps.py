"""Django's registration of the app."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """The app `media`."""

    name = "backend.media"
    label = "media"
