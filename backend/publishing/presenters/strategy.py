"""Strategy: what it is, where it fits, what it is not, who delivers it."""

from backend.pages.models import StrategyPage
from backend.publishing.presenters.base import fields
from backend.publishing.presenters.sources import Json, Sources
from backend.publishing.presenters.values import Raw, filled, group, listed, myths, partners, plain


def present(page: StrategyPage, sources: Sources) -> Json:
    """Return the fields of a strategy page."""

    def objective(raw: Raw) -> Json:
        return filled(title=raw.get("title"), text=sources.rich(raw.get("text")))

    def file(raw: Raw) -> Json | None:
        document = sources.document(raw.get("document"))
        names = ("kind", "owner", "version", "published", "review_date")
        return {**plain(raw, *names), "document": document} if document else None

    return filled(
        what_it_is=sources.rich(page.what_it_is),
        wider=_wider(group(page.wider)),
        **fields(page, "objectives_heading"),
        objectives=listed(page.objectives, objective),
        myths=myths(page.myths),
        partners=partners(page.partners, sources),
        files=listed(page.files, file),
    )


def _wider(raw: Raw | None) -> Json | None:
    if not raw or not raw.get("heading"):
        return None
    strands = listed(raw.get("strands"), lambda strand: plain(strand, "name", "aim", "here"))
    return {**plain(raw, "heading", "introduction"), "strands": strands}
