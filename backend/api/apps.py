"""Django's registration of the app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The app `api`."""

    name = "backend.api"
    label = "api"
