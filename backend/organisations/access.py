"""Whose records somebody may see, choose and change: the one place where organisations are kept apart."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_permission_codename, get_user_model
from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy

from backend.organisations.models import Organisation


def organisations_of(user: Any) -> QuerySet[Organisation]:
    """Return the organisations that `user` works for in any role; all of them for a superuser.

    In a request to the admin it is one at a time: see `working_for`.
    """
    all_of_them = all_organisations_of(user)
    only = getattr(user, "working_for", None)
    return all_of_them.filter(pk=only) if only else all_of_them


def all_organisations_of(user: Any) -> QuerySet[Organisation]:
    """Return the organisations that `user` could work for."""
    if not user.is_active or user.is_anonymous:
        return Organisation.objects.none()
    if user.is_superuser:
        return Organisation.objects.all()
    return Organisation.objects.filter(roles__group__user=user).distinct()


def organisations_allowing(user: Any, model: type[Model], actions: Iterable[str]) -> QuerySet[Organisation]:
    """Return the organisations in which a role of `user` may do any of `actions` on records of `model`.

    Only the role groups of an organisation count for it, so that an administrator here is no administrator there.
    """
    if user.is_superuser and user.is_active:
        return Organisation.objects.all()
    codenames = [get_permission_codename(action, model._meta) for action in actions]
    return organisations_of(user).filter(
        roles__group__user=user,
        roles__group__permissions__content_type__app_label=model._meta.app_label,
        roles__group__permissions__codename__in=codenames,
    )


class OrganisationPermissionPolicy(BaseDjangoAuthPermissionPolicy):
    """Permissions on records of organisations: `path` leads from the record to its organisation.

    The action `choose` is special: members may choose all records of their organisation, and those that others share.
    """

    keeps_apart = True

    def __init__(self, model: type[Model] | str, path: str = "organisation") -> None:
        """Take the model, and the lookup path to its organisation; an empty path for organisations themselves."""
        super().__init__(model)
        self.path = path

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Say whether `user` may do this on any record at all."""
        return self.user_has_any_permission(user, [action])

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Say whether `user` may do any of these on any record at all."""
        actions = set(actions)
        if "choose" in actions and organisations_of(user).exists():
            return True
        return organisations_allowing(user, self.model, actions).exists()

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Say whether `user` may do this on `instance`."""
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        """Say whether `user` may do any of these on `instance`."""
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        """Return the records on which `user` may do any of these."""
        actions = set(actions)
        allowed = organisations_allowing(user, self.model, actions - {"choose"})
        within = Q(**{f"{self.path}__in" if self.path else "pk__in": allowed.values("pk")})
        if "choose" in actions:
            within |= self._choosable(user)
        return self.model._default_manager.filter(within)

    def _choosable(self, user: Any) -> Q:
        members = organisations_of(user).values("pk")
        own = Q(**{f"{self.path}__in" if self.path else "pk__in": members})
        is_shareable = any(field.name == "shared" for field in self.model._meta.get_fields())
        return own | Q(shared=True) if is_shareable and members.exists() else own

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        """Return everybody who may do any of these on some record."""
        return self._get_users_with_any_permission_codenames(self._get_permission_codenames(actions))

    def users_with_any_permission_for_instance(self, actions: Iterable[str], instance: Any) -> QuerySet[Any]:
        """Return everybody who may do any of these on `instance`."""
        organisation = self._organisation_id(instance)
        codenames = self._get_permission_codenames(actions)
        return (
            get_user_model()
            .objects.filter(
                Q(is_superuser=True)
                | Q(
                    groups__organisation_role__organisation_id=organisation,
                    groups__permissions__content_type__app_label=self.app_label,
                    groups__permissions__codename__in=codenames,
                ),
                is_active=True,
            )
            .distinct()
        )

    def _organisation_id(self, instance: Any) -> Any:
        if not self.path:
            return instance.pk
        organisation = instance
        for step in self.path.split("__"):
            organisation = getattr(organisation, step, None)
        return getattr(organisation, "pk", None)


class OrganisationsThemselvesPolicy(OrganisationPermissionPolicy):
    """Administrators change their own organisation. Nobody deletes one here: its site, pages and people hang on it."""

    def __init__(self) -> None:
        """Take organisations as their own owners."""
        super().__init__(Organisation, path="")

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Say whether `user` may do any of these on any organisation; only superusers add one."""
        actions = set(actions) - {"delete"}
        if "add" in actions and user.is_active and user.is_superuser:
            return True
        return super().user_has_any_permission(user, actions - {"add"})

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        """Return the organisations on which `user` may do any of these."""
        actions = set(actions) - {"delete"}
        if not actions:
            return Organisation.objects.none()
        return super().instances_user_has_any_permission_for(user, actions)
