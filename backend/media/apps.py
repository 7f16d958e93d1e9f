"""Django's registration of the app."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Images, documents and films."""

    name = "backend.media"
    label = "media"

    def ready(self) -> None:
        """Say who may do what with films."""
        from wagtail.permission_policies.collections import CollectionPermissionPolicy
        from wagtail.permissions import register_permission_policy

        from backend.media.models import Film

        register_permission_policy(Film, CollectionPermissionPolicy(Film))
