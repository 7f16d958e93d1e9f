"""The filters beside Wagtail's lists offer people, sites, workflows and tasks; here only those that one may learn of.

django-filter asks every filter for the records that it offers in one place, with the request, so that place is where
they are confined: in the lists of today and in those that come later.
"""

from typing import Any

from django.db.models import QuerySet
from django_filters.filters import QuerySetRequestMixin

from backend.core.reach import confine

_offered = QuerySetRequestMixin.get_queryset


def offered_within_reach(self: Any, request: Any) -> QuerySet[Any] | None:
    """Return what the filter offers to the user of `request`."""
    records = _offered(self, request)
    user = getattr(request, "user", None)
    if records is None or user is None or not user.is_authenticated:
        return records
    return confine(user, records.all())


def confine_filters() -> None:
    """Let every filter of the admin offer only what its user may learn of."""
    QuerySetRequestMixin.get_queryset = offered_within_reach
