"""Django's registration of the app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The app `pages`."""

    name = "backend.pages"
    label = "pages"

    def ready(self) -> None:
        """Say who may do what with partners."""
        from wagtail.permissions import register_permission_policy

        from backend.organisations.access import OrganisationPermissionPolicy
        from backend.pages.models import Partner

        register_permission_policy(Partner, OrganisationPermissionPolicy(Partner))
