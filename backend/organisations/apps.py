"""Django's registration of the app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The app `organisations`."""

    name = "backend.organisations"
    label = "organisations"
