"""Django's registration of the app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The app `api`."""

    name = "backend.api"
    label = "api"

    def ready(self) -> None:
        """Open previews to the origin that shows them."""
        from corsheaders.signals import check_request_enabled

        from backend.api.origins import may_read_preview

        check_request_enabled.connect(may_read_preview, dispatch_uid="api_preview_origin")
