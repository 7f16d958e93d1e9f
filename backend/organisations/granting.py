"""Gives the groups of roles exactly the permissions that `roles` says, for one organisation or for all of them.

An installation that was set up earlier gains what roles may do newly whenever its database is migrated.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Model
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from backend.organisations.models import OrganisationRole, Role
from backend.organisations.roles import media_permissions, page_permissions, record_permissions

type Rights = set[tuple[int, ...]]
"""Rows of one table of permissions: the group, what it is about if anything, and the permission."""


def grant(held: Iterable[OrganisationRole]) -> None:
    """Give the groups of these roles their permissions and take others; a constant number of queries to find out."""
    roles = list(held)
    groups = [role.group_id for role in roles]
    homes = _homes(roles)
    records, media, pages = ({role: [p.pk for p in find(role)] for role in Role} for find in _FINDERS)
    _settle(
        Group.permissions.through,
        ("group_id", "permission_id"),
        groups,
        {(role.group_id, key) for role in roles for key in records[Role(role.role)]},
    )
    _settle(
        GroupCollectionPermission,
        ("group_id", "collection_id", "permission_id"),
        groups,
        {
            (role.group_id, role.organisation.collection_id, key)
            for role in roles
            if role.organisation.collection_id
            for key in media[Role(role.role)]
        },
    )
    _settle(
        GroupPagePermission,
        ("group_id", "page_id", "permission_id"),
        groups,
        {
            (role.group_id, home, key)
            for role in roles
            for home in homes[role.organisation_id]
            for key in pages[Role(role.role)]
        },
    )


_FINDERS = (record_permissions, media_permissions, page_permissions)


def grant_to_all(**_: Any) -> None:
    """Do it for every organisation (signal `post_migrate` of the last app, when all permissions are there)."""
    if OrganisationRole._meta.db_table not in connection.introspection.table_names():
        return
    roles = OrganisationRole.objects.select_related("organisation__site__root_page")
    needed = ("role", "group", "organisation__collection", "organisation__site__root_page__translation_key")
    grant(roles.only(*needed))


def connect() -> None:
    """Grant again after each migration, once every app has made its permissions."""
    from django.db.models.signals import post_migrate

    last = [*apps.get_app_configs()][-1]
    post_migrate.connect(grant_to_all, sender=last, dispatch_uid="grant_to_all")


def _homes(roles: Collection[OrganisationRole]) -> dict[int, list[int]]:
    """Return the home pages of each organisation, in every language."""
    keys = {
        role.organisation_id: role.organisation.site.root_page.translation_key
        for role in roles
        if role.organisation.site
    }
    found: dict[Any, list[int]] = {}
    for pk, key in Page.objects.filter(translation_key__in=set(keys.values())).values_list("pk", "translation_key"):
        found.setdefault(key, []).append(pk)
    return {role.organisation_id: found.get(keys.get(role.organisation_id), []) for role in roles}


def _settle(model: type[Model], columns: tuple[str, ...], groups: list[int], wanted: Rights) -> None:
    """Make the rows of `model` for `groups` those that are `wanted`, and touch none that is right already."""
    rows: dict[tuple[int, ...], int] = {
        tuple(row): key for key, *row in model._default_manager.filter(group__in=groups).values_list("pk", *columns)
    }
    if surplus := [key for row, key in rows.items() if row not in wanted]:
        model._default_manager.filter(pk__in=surplus).delete()
    missing = [model(**dict(zip(columns, row, strict=True))) for row in sorted(wanted - rows.keys())]
    model._default_manager.bulk_create(missing, batch_size=500)
