"""The library: finding a page of another organisation, reading it, and using it on one's own site."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from backend.core.validators import slug_words
from backend.core.values import Nation
from backend.organisations.models import Organisation
from backend.sharing.adopting import adopt
from backend.sharing.errors import SharingRefused
from backend.sharing.library import library_of, nations_of, with_pages
from backend.sharing.models import AdoptedPage, Adoption, Mode, Offer, Topic
from backend.sharing.readable.pages import public_fields, section
from backend.sharing.views.base import SharingView

PER_PAGE = 20


class LibraryFilter(forms.Form):
    """What somebody looks for."""

    q = forms.CharField(required=False, label="Words", max_length=200)
    type = forms.ChoiceField(required=False, label="Kind of page")
    topic = forms.ChoiceField(required=False, label="Topic", choices=[("", "All topics"), *Topic.choices])
    owner = forms.ChoiceField(required=False, label="Whose")
    nation = forms.ChoiceField(required=False, label="Applies to", choices=[("", "All nations"), *Nation.choices])

    def __init__(self, data: Any, organisation: Organisation) -> None:
        """Offer the kinds and owners that there are."""
        super().__init__(data)
        offers = Offer.objects.visible_to(organisation)
        kinds = ContentType.objects.filter(pk__in=offers.order_by().values("page__content_type"))
        owners = Organisation.objects.filter(pk__in=offers.order_by().values("owner")).order_by("name")
        names = sorted((kind.model, str(kind.name).capitalize()) for kind in kinds)
        fields: dict[str, Any] = self.fields
        fields["type"].choices = [("", "All kinds"), *names]
        fields["owner"].choices = [("", "Everybody"), *owners.values_list("slug", "name")]


class LibraryView(SharingView):
    """Every page that others offer to this organisation."""

    template_name = "sharing/library.html"
    page_title = "Library"
    page_subtitle = "pages that others offer to you"
    header_icon = "folder-open-inverse"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what was found, a page of it, with the adoptions that there are already."""
        form = LibraryFilter(self.request.GET, self.organisation)
        chosen = form.cleaned_data if form.is_valid() else {}
        pages = Paginator(library_of(self.organisation, **chosen), PER_PAGE)
        found = pages.get_page(self.request.GET.get("p"))
        used = Adoption.objects.in_step().filter(organisation=self.organisation, root=None)
        by_key = {row.source_key: row for row in used.order_by("-pk")}
        rows = [{"offer": offer, "used": by_key.get(offer.source_key), **about(offer)} for offer in with_pages(found)]
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(form=form, rows=rows, found=found, query=query.urlencode(), **kwargs)


def about(offer: Offer) -> dict[str, Any]:
    """Return what a list tells of an offer beside its title."""
    page: Any = offer.page.specific if offer.page else None
    topics = dict(Topic.choices)
    nations = dict(Nation.choices)
    return {
        "summary": getattr(page, "summary", ""),
        "kind": str(page._meta.verbose_name).capitalize() if page else "",
        "topics": [topics.get(name, name) for name in offer.topics],
        "nations": [nations.get(name, name) for name in nations_of(offer)],
        "updated": page.last_published_at if page else None,
    }


class AdoptForm(forms.Form):
    """Where an offered page is to stand, and how it stays in step."""

    parent = forms.ModelChoiceField(Page.objects.none(), label="Below which page", empty_label=None)
    slug = forms.CharField(
        max_length=80,
        label="Last part of the address",
        validators=[slug_words],
        help_text="Small letters, digits and hyphens.",
    )
    mode = forms.ChoiceField(
        label="When its owner changes it",
        initial=Mode.FOLLOW,
        widget=forms.RadioSelect,
        choices=[
            (Mode.FOLLOW, "Follow: the new version goes live on our site by itself"),
            (Mode.REVIEW, "Review first: our site keeps the version that we accepted until we accept the new one"),
        ],
    )

    def __init__(self, *args: Any, organisation: Organisation, user: Any, **kwargs: Any) -> None:
        """Offer the places where `user` may add pages."""
        super().__init__(*args, **kwargs)
        places: Any = self.fields["parent"]
        places.queryset = places_for(organisation, user)
        places.label_from_instance = self._label
        self._top = organisation.root_page.depth if organisation.root_page else 0

    def _label(self, page: Page) -> str:
        return f"{'— ' * (page.depth - self._top)}{page.title}"

    def clean_slug(self) -> str:
        """Return the address without spaces around it."""
        slug: str = self.cleaned_data["slug"].strip()
        if not slug:
            raise ValidationError("Give the page an address.")
        return slug


def places_for(organisation: Organisation, user: Any) -> Any:
    """Return the pages in the organisation's main language below which `user` may put a shared page."""
    home = organisation.root_page
    if home is None:
        return Page.objects.none()
    parents = ContentType.objects.get_for_models(*AdoptedPage.allowed_parent_page_models()).values()
    below = Page.objects.descendant_of(home, inclusive=True).filter(content_type__in=parents)
    allowed = [page.pk for page in below if page.permissions_for_user(user).can_add_subpage()]
    return Page.objects.filter(pk__in=allowed).order_by("path")


class OfferView(SharingView):
    """One page of the library, readable, with the form that puts it on one's own site."""

    template_name = "sharing/library_page.html"
    header_icon = "doc-full-inverse"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the offer; raises Http404 for what is not offered to the organisation."""
        super().setup(request, *args, **kwargs)
        visible = Offer.objects.visible_to(self.organisation).filter(pk=kwargs["pk"]).select_related("owner", "page")
        offer = visible.first()
        if offer is None or offer.page is None:
            raise Http404("There is no such page in the library.")
        self.offer = offer
        self.source: Any = offer.page.specific
        self.form: AdoptForm | None = None

    def get_page_title(self) -> str:
        """Return the page's title."""
        title: str = self.source.title
        return title

    def get_page_subtitle(self) -> str:
        """Return whose it is."""
        return f"by {self.offer.owner.name}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page's words, what comes with it, and the form unless it is used already."""
        mine = Adoption.objects.in_step().filter(organisation=self.organisation, source_key=self.offer.source_key)
        used = mine.select_related("page").first()
        form = self.form or AdoptForm(
            initial={"slug": self.source.slug}, organisation=self.organisation, user=self.request.user
        )
        sections = (section(self.source, name, label) for name, label in public_fields(self.source))
        below = self.source.get_descendants().live().public() if self.offer.whole_section else []
        return super().get_context_data(
            offer=self.offer,
            sections=[part for part in sections if part.html],
            below=below,
            used=used,
            form=None if used or not places_for(self.organisation, self.request.user).exists() else form,
            **about(self.offer),
            **kwargs,
        )

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Put the page on the organisation's site."""
        self.form = AdoptForm(request.POST, organisation=self.organisation, user=request.user)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        chosen = self.form.cleaned_data
        parent: Page = chosen["parent"]
        publish = "publish" in request.POST and parent.permissions_for_user(request.user).can_publish_subpage()
        try:
            adoption = adopt(
                self.offer,
                parent=parent,
                slug=chosen["slug"],
                mode=Mode(chosen["mode"]),
                actor=request.user,
                publish=publish,
            )
        except SharingRefused as refusal:
            self.form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data())
        _tell(request, adoption, publish=publish)
        return redirect("wagtailadmin_pages:edit", adoption.page_id)


def _tell(request: HttpRequest, adoption: Adoption, *, publish: bool) -> None:
    page = Page.objects.get(pk=adoption.page_id)
    if page.live:
        messages.success(request, f"“{page.title}” is on its way to your site. Here you can add what only you know.")
    elif publish:
        messages.warning(
            request, f"“{page.title}” is a draft: its owner asks for local content first. Fill it in, then publish."
        )
    else:
        messages.success(request, f"“{page.title}” is a draft on your site. Add what only you know, then publish it.")


library = require_admin_access(LibraryView.as_view())
offered = require_admin_access(OfferView.as_view())
