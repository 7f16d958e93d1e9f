"""“Shared content”: what needs attention, everything that the organisation uses, and each of these pages by itself."""

from typing import Any

from backend.sharing.attention import attention_of
from backend.sharing.languages import together
from backend.sharing.models import Adoption, Mode
from backend.sharing.views.adopt import language_name
from backend.sharing.views.base import AdoptionView, Crumb, SharingView, home_crumbs, screen
from backend.sharing.views.records import records_of, who_did
from backend.sharing.views.steps import todo

SHOWN_RECORDS = 8


class SharedContentView(SharingView):
    """The one page about shared content."""

    template_name = "sharing/shared_content.html"
    page_title = "Shared content"
    lead = "Pages of others on your site. What needs you comes first."
    area = "shared_content"

    def crumbs(self) -> list[Crumb]:
        """Return the way here."""
        return home_crumbs()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what needs attention with its next step, and all adoptions."""
        todos = [todo(item, self.powers) for item in attention_of(self.organisation)]
        rows = Adoption.objects.filter(organisation=self.organisation).with_current()
        ordered = list(rows.select_related("offer__owner", "page", "root").order_by("page__path", "pk"))
        several = len({row.locale for row in ordered}) > 1
        return super().get_context_data(
            now=[each for each in todos if each.item.later is None],
            later=[each for each in todos if each.item.later is not None],
            rows=[(row, state_of(row), language_name(row.locale) if several else "") for row in ordered],
            modes=Mode,
            **kwargs,
        )


def state_of(adoption: Any) -> str:
    """Return where an adopted page stands, in a few words; it was read `with_current`."""
    if not adoption.page.live:
        return "Not on your site"
    if adoption.mode == Mode.DETACHED:
        return "On your site, on its own"
    if adoption.current_digest is None:
        return "Its owner shows it no more"
    if adoption.mode == Mode.REVIEW and adoption.current_digest != adoption.accepted_digest:
        return "A newer version waits"
    return "Newest version"


class ManageView(AdoptionView):
    """Everything about one shared page: how it stands, what can be done, what was done."""

    template_name = "sharing/manage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return how the page stands, what needs attention about it, and what happened to it."""
        adoption = (
            Adoption.objects.with_current()
            .select_related("offer__owner", "page", "root__page")
            .get(pk=self.adoption.pk)
        )
        todos = [todo(item, self.powers) for item in attention_of(self.organisation) if item.adoption.pk == adoption.pk]
        records = records_of(self.organisation).filter(adoption=adoption)[:SHOWN_RECORDS]
        languages = [(one, language_name(one.locale)) for one in together(adoption)] if adoption.is_in_step else []
        return super().get_context_data(
            adoption=adoption,
            owner=adoption.offer.owner,
            state=state_of(adoption),
            mode=Mode(adoption.mode),
            modes=Mode,
            todos=todos,
            languages=languages if len(languages) > 1 else [],
            members=adoption.members.count(),
            records=[(record, who_did(record, self.organisation)) for record in records],
            **kwargs,
        )


shared_content = screen(SharedContentView.as_view())
manage = screen(ManageView.as_view())
