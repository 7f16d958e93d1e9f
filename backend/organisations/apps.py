"""Django's registration of the app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Organisations, their contacts and roles."""

    name = "backend.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Say who may do what with organisations, contacts and redirects."""
        from wagtail.contrib.redirects.models import Redirect
        from wagtail.permissions import register_permission_policy

        from backend.organisations import granting
        from backend.organisations.access import OrganisationPermissionPolicy, OrganisationsThemselvesPolicy
        from backend.organisations.confinement import confine_to_organisations
        from backend.organisations.models import Contact, Organisation

        register_permission_policy(Contact, OrganisationPermissionPolicy(Contact))
        register_permission_policy(Organisation, OrganisationsThemselvesPolicy())
        # For the exact class, because Wagtail registers its own for redirects after this.
        redirects = OrganisationPermissionPolicy(Redirect, path="site__organisation")
        register_permission_policy(Redirect, redirects, exact_class=True)
        confine_to_organisations()
        granting.connect()
