"""What the admin's first screen counts: the pages of the organisation that somebody works for."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem

from backend.core.page_chooser import explorable
from backend.organisations.current import current_organisation


class OwnPagesSummaryItem(PagesSummaryItem):
    """Wagtail's counts everything below the first page that all of one's pages stand under.

    For an organisation with several languages, whose home pages stand beside those of others, that is everybody's.
    """

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the number of pages that the user may explore, and the organisation's name."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        organisation = current_organisation(self.request)
        if self.request.user.is_superuser or organisation is None:
            return context
        # The root of the tree is no page that anybody reads.
        own = explorable(self.request.user).exclude(depth=1).count()
        return {**context, "total_pages": own, "site_name": organisation.name}


def count_own_pages(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Put our count in the place of Wagtail's (hook `construct_homepage_summary_items`)."""
    items[:] = [OwnPagesSummaryItem(request) if type(item) is PagesSummaryItem else item for item in items]
