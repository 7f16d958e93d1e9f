"""Django's registration of the app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The app `publishing`: pages become documents, documents become manifests."""

    name = "backend.publishing"
    label = "publishing"
    verbose_name = "Publishing"
