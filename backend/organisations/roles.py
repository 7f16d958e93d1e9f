"""What each role may do, written once; provisioning turns it into permissions of groups."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from backend.organisations.models import Organisation, OrganisationRole, Role


@dataclass(frozen=True, slots=True)
class Powers:
    """Actions on pages of the organisation, on media of its collection, and on its records (`app.Model` → actions)."""

    pages: tuple[str, ...]
    media: tuple[str, ...]
    records: dict[str, tuple[str, ...]] = field(default_factory=dict)


MEDIA_MODELS = ("wagtailimages.Image", "wagtaildocs.Document", "media.Film")
"""Wagtail keeps the permissions of images and documents with its own models, whichever the project uses."""

POWERS = {
    Role.AUTHOR: Powers(
        pages=("add",),
        media=("add", "choose"),
        records={"organisations.Contact": ("view",), "pages.Partner": ("view",)},
    ),
    Role.EDITOR: Powers(
        pages=("add", "change", "publish", "lock"),
        media=("add", "change", "choose"),
        records={
            "organisations.Contact": ("add", "change", "view"),
            "pages.Partner": ("add", "change", "view"),
            "wagtailredirects.Redirect": ("add", "change", "delete"),
        },
    ),
    Role.ADMINISTRATOR: Powers(
        pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        media=("add", "change", "delete", "choose"),
        records={
            "organisations.Organisation": ("change", "view"),
            "organisations.Contact": ("add", "change", "delete", "view"),
            "pages.Partner": ("add", "change", "delete", "view"),
            "wagtailredirects.Redirect": ("add", "change", "delete"),
        },
    ),
}

GENERAL = {
    Role.AUTHOR: ("wagtailadmin.access_admin",),
    Role.EDITOR: ("wagtailadmin.access_admin", "simple_translation.submit_translation"),
    Role.ADMINISTRATOR: ("wagtailadmin.access_admin", "simple_translation.submit_translation"),
}
"""Permissions that belong to no record."""


def permissions(wanted: Iterable[tuple[str, str]]) -> list[Permission]:
    """Return the permissions for pairs of model (`app.Model`) and action; makes those that migrations have not yet.

    However many they are, they take one query, and one more for each that is made.
    """
    keys = [
        (_content_type(model), get_permission_codename(action, apps.get_model(model)._meta)) for model, action in wanted
    ]
    codenames = {codename for _, codename in keys}
    found = Permission.objects.filter(content_type__in={kind.pk for kind, _ in keys}, codename__in=codenames)
    known = {(one.content_type_id, one.codename): one for one in found}
    return [known.get((kind.pk, codename)) or _make(kind, codename) for kind, codename in keys]


def _content_type(model: str) -> ContentType:
    return ContentType.objects.get_for_model(apps.get_model(model), for_concrete_model=False)


def _make(kind: ContentType, codename: str) -> Permission:
    name = f"Can {codename.replace('_', ' ')}"
    return Permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})[0]


def record_permissions(role: Role) -> list[Permission]:
    """Return the permissions on records, and the general ones, that the group of `role` has."""
    records = permissions(
        (model, action)
        for model, actions in POWERS[role].records.items()
        for action in actions
        if apps.is_installed(f"backend.{model.split('.')[0]}") or model.startswith("wagtail")
    )
    general = (name.split(".") for name in GENERAL[role])
    named = (Q(content_type__app_label=app, codename=codename) for app, codename in general)
    return [*records, *Permission.objects.filter(reduce(or_, named))]


def page_permissions(role: Role) -> list[Permission]:
    """Return the permissions that the group of `role` has on the pages of the organisation."""
    return permissions(("wagtailcore.Page", action) for action in POWERS[role].pages)


def media_permissions(role: Role) -> list[Permission]:
    """Return the permissions that the group of `role` has in the organisation's collection."""
    return permissions((model, action) for model in MEDIA_MODELS for action in POWERS[role].media)


def roles_in(user: Any, organisation: Organisation) -> frozenset[Role]:
    """Return the roles that `user` has in `organisation`: all of them for a superuser, none for an inactive account."""
    if not user.is_active or user.is_anonymous:
        return frozenset()
    if user.is_superuser:
        return frozenset(Role)
    held = OrganisationRole.objects.filter(organisation=organisation, group__user=user).values_list("role", flat=True)
    return frozenset(Role(role) for role in held)


def may_write(user: Any, organisation: Organisation) -> bool:
    """Say whether `user` writes for `organisation`: authors do, and so do editors and administrators."""
    return bool(roles_in(user, organisation))


def may_publish(user: Any, organisation: Organisation) -> bool:
    """Say whether `user` publishes for `organisation`: editors do, and so do administrators."""
    return not roles_in(user, organisation).isdisjoint({Role.EDITOR, Role.ADMINISTRATOR})


def may_administer(user: Any, organisation: Organisation) -> bool:
    """Say whether `user` administers `organisation`: its people, settings, contacts and shared pages."""
    return Role.ADMINISTRATOR in roles_in(user, organisation)
