"""Offering a page: to whom, as part of what, and what stays as it is."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.sharing import offering
from backend.sharing.editor.layout import BLOCK_FIELDS
from backend.sharing.errors import SharingRefused
from backend.sharing.models import Adoption, Offer, OfferState
from backend.sharing.powers import Deed, is_offerable
from backend.sharing.readable.blocks import excerpt, readable
from backend.sharing.views.base import Crumb, SharingView, crumbs_to, page_within_reach, screen

TO_NOBODY = "Choose at least one kind, nation or organisation. As it is, nobody would find the page."


class OfferForm(forms.ModelForm):
    """How a page is offered."""

    everybody = forms.TypedChoiceField(
        label="Who may use it",
        choices=[("True", "Everybody"), ("False", "Only those that you choose")],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
    )
    locked_blocks = forms.MultipleChoiceField(required=False)
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="These organisations",
        help_text="They may always use it, whatever else you choose.",
    )

    class Meta:
        model = Offer
        fields = [
            "everybody", "kinds", "nations", "organisations", "whole_section", "topics", "guidance", "canonical_here",
            "locked_blocks",
        ]  # fmt: skip
        labels = {"kinds": "Kinds of organisation", "nations": "Nations", "topics": "Themes"}
        help_texts = {
            "kinds": "None ticked: all kinds.",
            "nations": "Organisations that cover one of these. None ticked: all nations.",
            "topics": "Others find it under these in the library.",
        }
        widgets = {"guidance": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, pages: list["OfferedPage"], owner: Organisation, **kwargs: Any) -> None:
        """Offer the other organisations, and the blocks of the page and of those below it."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["organisations"].queryset = Organisation.objects.exclude(pk=owner.pk).order_by("name")
        fields["locked_blocks"].choices = [(block.id, block.words) for page in pages for block in page.blocks]

    def clean(self) -> dict[str, Any]:
        """Reject an offer that is for nobody."""
        cleaned: dict[str, Any] = super().clean() or {}
        narrowed = (cleaned.get("kinds"), cleaned.get("nations"), cleaned.get("organisations"))
        if cleaned.get("everybody") is False and not any(narrowed):
            self.add_error("everybody", ValidationError(TO_NOBODY))
        return cleaned


@dataclass(frozen=True, slots=True)
class Block:
    """One block that could be locked: what it says, its first words, and whether it is a place for local content."""

    id: str
    html: str
    words: str
    is_slot: bool


@dataclass(frozen=True, slots=True)
class OfferedPage:
    """A page that is offered, with its blocks."""

    page: Any
    blocks: list[Block]

    @classmethod
    def of(cls, page: Any) -> "OfferedPage":
        """Return the blocks of `page` that an overlay can name."""
        children = (child for name in BLOCK_FIELDS for child in getattr(page, name, None) or ())
        return cls(page, [_block(child) for child in children if hasattr(child, "block_type")])

    @property
    def slots(self) -> list[Block]:
        """The places for local content."""
        return [block for block in self.blocks if block.is_slot]


def _block(child: Any) -> Block:
    html = readable(child.block, child.value)
    return Block(str(child.id), html, excerpt(html) or str(child.block.label), child.block_type == "local_slot")


class OfferPageView(SharingView):
    """The form by which a page is put into the library, or offered in another way."""

    template_name = "sharing/offer.html"
    area = "usage"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page; raises Http404 for other organisations' and Refused for those who may not offer it."""
        super().setup(request, *args, **kwargs)
        page, self.organisation = page_within_reach(request, kwargs["page"])
        self.require(Deed.OFFER)
        if not is_offerable(page):
            raise Http404("This page cannot be offered: only pages that you wrote can, and not the home page.")
        self.page: Any = page.specific
        self.offer = Offer.objects.filter(source_key=page.translation_key).select_related("successor").first()
        below = self.page.get_descendants().live().order_by("path").specific()
        self.pages = [OfferedPage.of(one) for one in [self.page, *below]]
        self.form: OfferForm | None = None

    def get_page_title(self) -> str:
        """Return what is done with which page."""
        return f"Share “{self.page.title}”"

    def crumbs(self) -> list[Crumb]:
        """Return the way here by the page itself."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return crumbs_to("usage", (self.page.title, edit))

    def _form(self, data: Any = None) -> OfferForm:
        instance = self.offer or Offer(owner=self.organisation)
        return OfferForm(data, instance=instance, pages=self.pages, owner=self.organisation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, and who uses the page."""
        form = self.form or self._form()
        first, *below = self.pages
        return super().get_context_data(
            form=form,
            offer=self.offer,
            target=self.page,
            first=first,
            below=[one for one in below if one.blocks],
            below_count=len(below),
            locked={str(one) for one in form["locked_blocks"].value() or ()},
            users=_users(self.offer),
            states=OfferState,
            **kwargs,
        )

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Save the offer."""
        is_new = self.offer is None
        self.form = self._form(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        chosen = dict(self.form.cleaned_data)
        organisations = chosen.pop("organisations")
        try:
            made = offering.offer(self.page, actor=request.user, organisations=organisations, **chosen)
        except SharingRefused as refused:
            self.form.add_error(None, str(refused))
            return self.render_to_response(self.get_context_data())
        messages.success(request, _told(made, self.page, is_new=is_new))
        return redirect("sharing:offer", self.page.pk)


def _users(offer: Offer | None) -> int:
    if offer is None:
        return 0
    return Adoption.objects.in_step().of_offer(offer).values("organisation").distinct().count()


def _told(offer: Offer, page: Page, *, is_new: bool) -> str:
    others = Organisation.objects.exclude(pk=offer.owner_id)
    count = sum(offer.is_for(one) for one in others)
    find = f"{count} organisation{'' if count == 1 else 's'} can find it there"
    done = "is in the library" if is_new else "is offered as you chose"
    return f"“{page.title}” {done}: {find}. “Who uses your pages” shows who does."


offer_page = screen(OfferPageView.as_view())
