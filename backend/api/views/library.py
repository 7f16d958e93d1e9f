"""The library: pages that their owners offer to every organisation."""

from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request

from backend.api.answers import LibraryList, LibraryPage
from backend.api.caching import small_answer
from backend.api.operations import described
from backend.api.paging import neighbours
from backend.api.queries import LibraryQuery
from backend.api.views.base import PublicView
from backend.publishing.library import Facts, OfferedPage, facts_of, offered_to_all


class LibraryView(PublicView):
    """Pages on offer to everybody. What is offered to some only is seen in the admin, by those it is offered to."""

    query_class = LibraryQuery
    query: LibraryQuery

    @described("library", "Pages on offer to every organisation", LibraryList, query=LibraryQuery, also=(304, 406, 412))
    def get(self, request: Request) -> HttpResponse:
        """Answer with the pages on offer that fit, by owner and title; three queries."""
        wanted = self.query
        found = offered_to_all(
            owner=wanted.owner, topic=wanted.topic, type=wanted.type, locale=wanted.locale, q=wanted.q
        )
        if wanted.nation:
            # Only the documents themselves say where they apply.
            facts = facts_of(page.entry.document_id for page in found)
            found = [page for page in found if wanted.nation in facts[page.entry.document_id].nations]
        shown = found[wanted.offset : wanted.offset + wanted.limit]
        facts = facts if wanted.nation else facts_of(page.entry.document_id for page in shown)
        around = neighbours(request, wanted, len(found))
        answer = LibraryList(
            total=len(found),
            limit=wanted.limit,
            offset=wanted.offset,
            next=around.next,
            previous=around.previous,
            pages=tuple(_page(request, page, facts[page.entry.document_id]) for page in shown),
        )
        return small_answer(request, answer)


def _page(request: Request, page: OfferedPage, facts: Facts) -> LibraryPage:
    offer, entry = page.offer, page.entry
    return LibraryPage.model_validate(
        {
            "id": entry.page_id,
            "owner": {"slug": offer.owner.slug, "name": offer.owner.name},
            "type": entry.type,
            "locale": entry.locale,
            "locales": page.locales,
            "title": entry.document.title,
            "summary": entry.document.summary,
            "topics": offer.topics,
            "nations": facts.nations,
            "whole_section": offer.whole_section,
            "url": page.url,
            "digest": entry.document_id,
            "document": request.build_absolute_uri(reverse("api:document", args=[entry.document_id])),
            "last_updated": facts.last_updated,
        }
    )
