"""Somebody who belongs to several organisations is in the admin, for each request, a member of the one they work for.

So every list, search, chooser and form is that organisation's, with the role that they have in it, and nothing of it
needs to know that there are several. What they may do elsewhere waits until they switch.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from backend.core.admin_guard import MOUNT, named_by
from backend.core.reach import Reference, may_learn_of
from backend.organisations.current import choices, current_organisation
from backend.organisations.models import Organisation


class WorkingFor:
    """Narrows the user of each request to the admin down to one organisation, where they belong to several."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through; whom it is for is known when its view is."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, arguments: dict[str, Any]
    ) -> HttpResponse | None:
        """Narrow the user down; lead to the switch where the address is about another organisation of theirs."""
        match, user = request.resolver_match, request.user
        if match is None or not match.route.startswith(MOUNT) or not user.is_authenticated or user.is_superuser:
            return None
        mine = choices(request)
        organisation = current_organisation(request)
        if organisation is None or len(mine) < 2:
            return None
        narrow(user, organisation)
        others = [one for one in mine if one != organisation]
        for reference in named_by(view, arguments) if request.method == "GET" else ():
            if elsewhere := _where(user, reference, others):
                query = urlencode({"for": elsewhere.pk, "next": request.get_full_path()})
                return redirect(f"{reverse('switch_organisation')}?{query}")
        return None


def narrow(user: Any, organisation: Organisation) -> None:
    """Let `user`, in this process and until it is read again, be a member of `organisation` and no other."""
    user.working_for = organisation.pk
    no_role = Q(organisation_role__isnull=True)
    groups = Group.objects.filter(no_role | Q(organisation_role__organisation=organisation), user=user)
    keys = groups.order_by().values("pk")
    # Where Django and Wagtail look first: what was read before about the user, here read already and narrower.
    user._prefetched_objects_cache = {"groups": groups}
    pages = GroupPagePermission.objects.filter(group__in=keys).select_related("page", "permission")
    setattr(user, PagePermissionPolicy.permission_cache_name, pages)
    files = GroupCollectionPermission.objects.filter(group__in=keys).select_related("collection", "permission")
    setattr(user, CollectionPermissionPolicy.permission_cache_name, files)


def _where(user: Any, reference: Reference, others: list[Organisation]) -> Organisation | None:
    """Return which of the user's other organisations a record is of, if they may learn of it there and not here."""
    if may_learn_of(user, *reference):
        return None
    for organisation in others:
        there = get_user_model().objects.get(pk=user.pk)
        narrow(there, organisation)
        if may_learn_of(there, *reference):
            return organisation
    return None
