"""One page of the library: reading it, seeing it as it would look, and putting it on one's own site."""

from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from backend.core.validators import slug_words
from backend.pages.models.base import reserved_slug
from backend.sharing.adopting import adopt
from backend.sharing.errors import SharingRefused
from backend.sharing.models import Adoption, Mode, Offer
from backend.sharing.places import Place, places_for, suggestions
from backend.sharing.placing import free_slug
from backend.sharing.powers import Deed, refusal
from backend.sharing.readable.pages import public_fields, section
from backend.sharing.views.base import NOT_OFFERED, Crumb, SharingView, crumbs_to, screen
from backend.sharing.views.library import about


class AdoptForm(forms.Form):
    """Where an offered page is to stand, and how it stays in step."""

    parent = forms.ModelChoiceField(
        Page.objects.none(),
        label="Where it stands",
        error_messages={
            "required": "Choose where the page stands on your site.",
            "invalid_choice": "You cannot put a page there. Choose one of the places below.",
        },
    )
    slug = forms.CharField(
        max_length=80,
        label="Last part of its address",
        validators=[slug_words],
        help_text="Small letters, digits and hyphens.",
    )
    mode = forms.ChoiceField(
        label="When its owner changes it",
        initial=Mode.FOLLOW,
        choices=[(Mode.FOLLOW, "Follow"), (Mode.REVIEW, "Review first")],
        error_messages={"required": "Choose what happens when its owner changes the page."},
    )

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        """Take the places where the user may add pages."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent"]
        field.queryset = Page.objects.filter(pk__in=[place.page.pk for place in places])

    def clean_slug(self) -> str:
        """Return the address without spaces around it."""
        slug: str = self.cleaned_data["slug"].strip()
        if not slug:
            raise ValidationError("Give the page an address.")
        return slug

    def clean(self) -> dict[str, Any]:
        """Say at the address what is wrong with it at the place that was chosen, and which one is free there."""
        cleaned: dict[str, Any] = super().clean() or {}
        parent, slug = cleaned.get("parent"), cleaned.get("slug")
        if parent is not None and slug:
            free = free_slug(parent, slug)
            if problem := reserved_slug(slug, parent):
                self.add_error("slug", problem)
            elif free != slug:
                self.add_error(
                    "slug", f"“{parent.title}” has a page with the address “{slug}” already. “{free}” is free there."
                )
        return cleaned


class OfferView(SharingView):
    """One page of the library, readable, with the form that puts it on one's own site."""

    template_name = "sharing/library_page.html"
    area = "library"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the offer; raises Http404 for what is not offered to the organisation."""
        super().setup(request, *args, **kwargs)
        visible = Offer.objects.visible_to(self.organisation).filter(pk=kwargs["pk"]).select_related("owner", "page")
        offer = visible.first()
        if offer is None or offer.page is None:
            raise Http404(NOT_OFFERED)
        self.offer = offer
        self.source: Any = offer.page.specific
        self.form: AdoptForm | None = None

    def get_page_title(self) -> str:
        """Return the page's title."""
        title: str = self.source.title
        return title

    def crumbs(self) -> list[Crumb]:
        """Return the way here by the library."""
        return crumbs_to("library")

    @cached_property
    def places(self) -> list[Place]:
        """Where the user may put it."""
        return places_for(self.organisation, self.request.user)

    @cached_property
    def suggested(self) -> list[Place]:
        """The places that fit it best."""
        return suggestions(self.places, self.source, self.organisation)

    def _empty_form(self) -> AdoptForm:
        best = self.suggested[0].page if self.suggested else None
        slug = free_slug(best, self.source.slug) if best else self.source.slug
        return AdoptForm(initial={"slug": slug, "parent": best.pk if best else None}, places=self.places)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page's words, what comes with it, and the form unless it is used already."""
        mine = Adoption.objects.in_step().filter(organisation=self.organisation, source_key=self.offer.source_key)
        used = mine.select_related("page").first()
        offers_form = not used and self.powers.arrange and self.places
        sections = (section(self.source, name, label) for name, label in public_fields(self.source) if name != "title")
        below = self.source.get_descendants().live().public().order_by("path") if self.offer.whole_section else []
        return super().get_context_data(
            offer=self.offer,
            sections=[part for part in sections if part.html],
            below=below,
            used=used,
            languages=self._languages(),
            why_not=None if used or self.powers.arrange else refusal(Deed.ADOPT, self.organisation),
            **(self._form_context() if offers_form else {}),
            **about(self.offer),
            **kwargs,
        )

    def _form_context(self) -> dict[str, Any]:
        form = self.form or self._empty_form()
        near = {place.page.pk for place in self.suggested}
        others = [place for place in self.places if place.page.pk not in near]
        chosen = str(form["parent"].value() or "")
        every = [*self.suggested, *others]
        place = next((one for one in every if str(one.page.pk) == chosen), None)
        return {
            "form": form,
            "suggested": self.suggested,
            "others": others,
            "chosen": chosen,
            "is_elsewhere": any(str(one.page.pk) == chosen for one in others),
            "address": place.address if place else "",
        }

    def _languages(self) -> list[tuple[str, str, bool]]:
        """Return code, name and whether its owner has published it, of every language of the organisation's site."""
        there = set(self.offer.sources().filter(live=True).values_list("locale__language_code", flat=True))
        return [(code, language_name(code), code in there) for code in self.organisation.languages]

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Put the page on the organisation's site."""
        self.require(Deed.ADOPT)
        self.form = AdoptForm(request.POST, places=self.places)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        chosen = self.form.cleaned_data
        publish = "publish" in request.POST
        try:
            adoption = adopt(
                self.offer,
                parent=chosen["parent"],
                slug=chosen["slug"],
                mode=Mode(chosen["mode"]),
                actor=request.user,
                publish=publish,
            )
        except SharingRefused as refused:
            self.form.add_error(None, str(refused))
            return self.render_to_response(self.get_context_data())
        _tell(request, adoption, publish=publish)
        return redirect("wagtailadmin_pages:edit", adoption.page_id)


def _tell(request: HttpRequest, adoption: Adoption, *, publish: bool) -> None:
    page = Page.objects.get(pk=adoption.page_id)
    if page.live:
        messages.success(
            request,
            f"“{page.title}” is on its way to your site. Below you can add what only you know, and publish that.",
        )
    elif publish:
        messages.warning(
            request,
            f"“{page.title}” is on your site as a draft. Its owner asks for local content: fill it in below, then publish.",
        )
    else:
        messages.success(request, f"“{page.title}” is a draft on your site. Add what only you know, then publish it.")


def language_name(code: str) -> str:
    """Return what a language is called."""
    return dict(settings.WAGTAIL_CONTENT_LANGUAGES).get(code, code)


offered = screen(OfferView.as_view())
