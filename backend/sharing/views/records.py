"""The audit trail of sharing, for both sides: what was done, by whom, when, with which version."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet

from backend.organisations.models import Organisation
from backend.sharing.models import Action, SharingRecord
from backend.sharing.views.base import Crumb, SharingView, home_crumbs, screen

PER_PAGE = 50

BY_OWNER: Final = frozenset(
    {
        Action.OFFERED,
        Action.CHANGED_OFFER,
        Action.WITHDREW,
        Action.RECALLED,
        Action.REPLACED,
        Action.SAFETY_CRITICAL,
    }
)
"""What owners do; everything else is done by those who use a page."""


def who_did(record: SharingRecord, organisation: Organisation) -> str:
    """Return who did it, as `organisation` may know it: its own people by name, others by their organisation."""
    acting = record.owner if record.action in BY_OWNER else record.organisation
    if not record.actor_name:
        return "By itself"
    if acting is None or acting.pk != organisation.pk:
        return acting.name if acting is not None else record.adopter_name or "–"
    return record.actor_name


def records_of(organisation: Organisation) -> QuerySet[SharingRecord]:
    """Return what was done to pages that an organisation offers or uses, newest first.

    What is recorded for each adopter of an owner's page is the owner's own news too; the owner sees it once.
    """
    mine = Q(organisation=organisation) | Q(owner=organisation, organisation=None)
    others = Q(owner=organisation) & ~Q(action__in=BY_OWNER)
    rows = SharingRecord.objects.filter(mine | others)
    return rows.select_related("organisation", "owner", "offer", "adoption")


class RecordsView(SharingView):
    """What was done about pages that the organisation offers or uses."""

    template_name = "sharing/records.html"
    page_title = "What happened"
    lead = "Everything that was done to pages that you share, by you and by others, newest first."
    area = "records"

    def crumbs(self) -> list[Crumb]:
        """Return the way here."""
        return home_crumbs()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the records, narrowed to an action, a page or words when that is asked."""
        asked = self.request.GET
        rows = records_of(self.organisation)
        action, words, adoption = asked.get("action", ""), asked.get("q", "").strip(), asked.get("adoption", "")
        if action in Action.values:
            rows = rows.filter(action=action)
        if words:
            rows = rows.filter(Q(title__icontains=words) | Q(adopter_name__icontains=words))
        if adoption.isdecimal():
            rows = rows.filter(adoption_id=int(adoption))
        found = Paginator(rows, PER_PAGE).get_page(asked.get("p"))
        query = asked.copy()
        query.pop("p", None)
        return super().get_context_data(
            rows=[(record, who_did(record, self.organisation)) for record in found],
            found=found,
            query=query.urlencode(),
            actions=Action.choices,
            action=action,
            words=words,
            is_narrowed=bool(query),
            **kwargs,
        )


records = screen(RecordsView.as_view())
