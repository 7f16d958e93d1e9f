"""For which organisation somebody is working now: one that they belong to, kept in their session when there are several."""

from typing import Any

from django.http import HttpRequest

from backend.organisations.access import all_organisations_of
from backend.organisations.models import Organisation

SESSION_KEY = "organisation"
KEPT = "_waymark_organisations"


def choices(request: HttpRequest) -> list[Organisation]:
    """Return the organisations that the user may work for, by name; a superuser may for all that have a site.

    They are read once for each request and user: menus, panels and views all ask.
    """
    kept: tuple[Any, list[Organisation]] | None = getattr(request, KEPT, None)
    if kept is None or kept[0] != request.user.pk:
        kept = request.user.pk, list(all_organisations_of(request.user).filter(site__isnull=False).order_by("name"))
        setattr(request, KEPT, kept)
    return kept[1]


def current_organisation(request: HttpRequest) -> Organisation | None:
    """Return the organisation that was chosen in this session, else the first; None for somebody who belongs to none.

    A choice that has become wrong, because somebody left an organisation, counts as none: rights never come from a session.
    """
    mine = choices(request)
    chosen = request.session.get(SESSION_KEY)
    return next((one for one in mine if one.pk == chosen), mine[0] if mine else None)


def choose(request: HttpRequest, organisation: int) -> bool:
    """Work for another organisation from now on; says whether the user belongs to it."""
    if organisation not in {one.pk for one in choices(request)}:
        return False
    request.session[SESSION_KEY] = organisation
    return True
