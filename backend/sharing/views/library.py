"""The library: finding a page of another organisation."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Q
from wagtail.models import Page

from backend.core.values import Nation
from backend.organisations.models import Organisation
from backend.sharing.editor.layout import NationalBlock, national_blocks
from backend.sharing.library import library_of, nations_of, with_pages
from backend.sharing.models import Adoption, Offer, Topic
from backend.sharing.views.base import Crumb, SharingView, home_crumbs, screen

PER_PAGE = 20


class LibraryFilter(forms.Form):
    """What somebody looks for."""

    q = forms.CharField(
        required=False,
        label="Search",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "A word from the title or the summary"}),
    )
    type = forms.ChoiceField(required=False, label="Kind of page")
    topic = forms.ChoiceField(required=False, label="Theme", choices=[("", "All themes"), *Topic.choices])
    owner = forms.ChoiceField(required=False, label="Owner")
    nation = forms.ChoiceField(required=False, label="Nation", choices=[("", "All nations"), *Nation.choices])

    def __init__(self, data: Any, organisation: Organisation) -> None:
        """Offer the kinds and owners that there are."""
        super().__init__(data)
        offers = Offer.objects.visible_to(organisation)
        kinds = ContentType.objects.filter(pk__in=offers.order_by().values("page__content_type"))
        owners = Organisation.objects.filter(pk__in=offers.order_by().values("owner")).order_by("name")
        names = sorted((kind.model, str(kind.name).capitalize()) for kind in kinds)
        fields: dict[str, Any] = self.fields
        fields["type"].choices = [("", "All kinds"), *names]
        fields["owner"].choices = [("", "All owners"), *owners.values_list("slug", "name")]

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen; what is no choice counts as none."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def chips(self, query: Any) -> list[tuple[str, str]]:
        """Return what narrows the library: words for it, and the query that leaves it out."""
        chips = []
        for name, value in self.chosen().items():
            rest = query.copy()
            for gone in (name, "p"):
                rest.pop(gone, None)
            field: Any = self.fields[name]
            words = dict(field.choices).get(value, value) if hasattr(field, "choices") else f"“{value}”"
            chips.append((str(words), rest.urlencode()))
        return chips


class LibraryView(SharingView):
    """Every page that others offer to this organisation."""

    template_name = "sharing/library.html"
    page_title = "Library"
    lead = "Pages that others wrote and keep right. Put one on your site, and add what only you know."
    area = "library"

    def crumbs(self) -> list[Crumb]:
        """Return the way here."""
        return home_crumbs()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what was found, a page of it, with the adoptions that there are already."""
        form = LibraryFilter(self.request.GET, self.organisation)
        pages = Paginator(library_of(self.organisation, **form.chosen()), PER_PAGE)
        found = pages.get_page(self.request.GET.get("p"))
        used = Adoption.objects.in_step().filter(organisation=self.organisation, root=None)
        by_key = {row.source_key: row for row in used.select_related("page").order_by("-pk")}
        offers = with_pages(found)
        sizes = section_sizes(offers)
        rows = [
            {"offer": offer, "used": by_key.get(offer.source_key), "below": sizes.get(offer.pk, 0), **about(offer)}
            for offer in offers
        ]
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(
            form=form,
            chips=form.chips(self.request.GET),
            rows=rows,
            found=found,
            query=query.urlencode(),
            **kwargs,
        )


def about(offer: Offer) -> dict[str, Any]:
    """Return what a list tells of an offer beside its title."""
    page: Any = offer.page.specific if offer.page else None
    topics = dict(Topic.choices)
    nations = dict(Nation.choices)
    slots = slots_of(offer, page) if page else []
    return {
        "summary": getattr(page, "summary", ""),
        "kind": str(page._meta.verbose_name).capitalize() if page else "",
        "topics": [topics.get(name, name) for name in offer.topics],
        "nations": [nations.get(name, name) for name in nations_of(offer)],
        "updated": page.last_published_at if page else None,
        "slots": slots,
        "must_fill": [slot for slot in slots if slot.must_be_filled],
    }


def slots_of(offer: Offer, page: Any) -> list[NationalBlock]:
    """Return the places for local content on an offered page."""
    return [block for block in national_blocks(page, frozenset(offer.locked_blocks)) if block.slot is not None]


def section_sizes(offers: Sequence[Offer]) -> dict[int, int]:
    """Return how many published pages come with each offered section; one query for all."""
    sections: list[Any] = [offer for offer in offers if offer.whole_section and offer.page is not None]
    if not sections:
        return {}
    below = Q(pk__in=[])
    for offer in sections:
        below |= Q(path__startswith=offer.page.path, depth__gt=offer.page.depth)
    paths = list(Page.objects.filter(below, live=True).public().values_list("path", flat=True))
    return dict(Counter(offer.pk for offer in sections for path in paths if _is_below(path, offer.page)))


def _is_below(path: str, page: Any) -> bool:
    return path.startswith(page.path) and path != page.path


library = screen(LibraryView.as_view())
