"""Offering a page: to whom, what stays as it is; and taking it back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.sharing import offering
from backend.sharing.editor.layout import BLOCK_FIELDS
from backend.sharing.errors import SharingRefused
from backend.sharing.models import Adoption, Offer, OfferState
from backend.sharing.readable.blocks import excerpt, readable
from backend.sharing.views.base import SharingView, may_offer, offer_within_reach


class OfferForm(forms.ModelForm):
    """How a page is offered."""

    locked_blocks = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Parts that everybody keeps as they are",
        help_text="Nobody can leave these out, or put something of their own between two of them.",
    )
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="And always these"
    )

    class Meta:
        model = Offer
        fields = [
            "everybody", "kinds", "nations", "organisations", "whole_section", "topics", "guidance", "canonical_here",
            "locked_blocks",
        ]  # fmt: skip

    def __init__(self, *args: Any, page: Any, owner: Organisation, **kwargs: Any) -> None:
        """Offer the other organisations, and the blocks of the page and of those below it."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["organisations"].queryset = Organisation.objects.exclude(pk=owner.pk)
        fields["locked_blocks"].choices = block_choices(page)


def block_choices(page: Any) -> list[tuple[str, str]]:
    """Return id and first words of every block of a page and of the pages below it."""
    pages = [page, *(below.specific for below in page.get_descendants().live())]
    several = len(pages) > 1
    return [
        (str(block.id), f"{one.title}: {_words(block)}" if several else _words(block))
        for one in pages
        for name in BLOCK_FIELDS
        for block in getattr(one, name, None) or ()
        if hasattr(block, "block_type")
    ]


def _words(block: Any) -> str:
    return excerpt(readable(block.block, block.value)) or str(block.block.label)


class OfferPageView(SharingView):
    """The form by which a page is put into the library, or offered in another way."""

    template_name = "sharing/offer.html"
    header_icon = "resubmit"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page; raises Http404 for those who may not offer it."""
        super().setup(request, *args, **kwargs)
        page = Page.objects.filter(pk=kwargs["page"]).first()
        if page is None or not may_offer(request.user, page):
            raise Http404("There is no such page here.")
        self.page: Any = page.specific
        self.offer = Offer.objects.filter(source_key=page.translation_key).first()
        self.form: OfferForm | None = None

    def get_page_title(self) -> str:
        """Return the page's title."""
        title: str = self.page.title
        return title

    def get_page_subtitle(self) -> str:
        """Return what this is about."""
        return "share with others"

    def _form(self, data: Any = None) -> OfferForm:
        owner = self.offer.owner if self.offer else Organisation.objects.for_page(self.page)
        assert owner is not None  # noqa: S101 - `may_offer` has found it
        return OfferForm(data, instance=self.offer or Offer(owner=owner), page=self.page, owner=owner)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, and who uses the page."""
        users = (
            Adoption.objects.in_step().filter(offer=self.offer, root=None) if self.offer else Adoption.objects.none()
        )
        return super().get_context_data(
            form=self.form or self._form(),
            offer=self.offer,
            target=self.page,
            users=users.values("organisation").distinct().count(),
            states=OfferState,
            **kwargs,
        )

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Save the offer."""
        self.form = self._form(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        chosen = dict(self.form.cleaned_data)
        organisations = chosen.pop("organisations")
        try:
            offering.offer(self.page, actor=request.user, organisations=organisations, **chosen)
        except SharingRefused as refusal:
            self.form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data())
        messages.success(request, f"“{self.page.title}” is in the library.")
        return redirect("sharing:offer", self.page.pk)


class EndForm(forms.Form):
    """Why a page leaves the library, when, and what replaces it."""

    ends_on = forms.DateField(
        label="Leaves other sites on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Until that day others can prepare.",
    )
    successor = forms.ModelChoiceField(Offer.objects.none(), required=False, label="Replaced by", empty_label="No page")
    reason = forms.CharField(
        max_length=1000,
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who uses it reads this.",
    )


class EndView(SharingView):
    """Withdrawing a page with notice, or recalling it at once."""

    template_name = "sharing/end_offer.html"
    header_icon = "warning"
    recalls = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the offer."""
        super().setup(request, *args, **kwargs)
        self.offer = offer_within_reach(request, kwargs["pk"])
        self.form: EndForm | None = None

    def get_page_title(self) -> str:
        """Return what is done to what."""
        return f"{'Recall' if self.recalls else 'Withdraw'} “{self.offer}”"

    def _form(self, data: Any = None) -> EndForm:
        form = EndForm(data)
        if self.recalls:
            del form.fields["ends_on"], form.fields["successor"]
        else:
            others = Offer.objects.filter(owner=self.offer.owner, state=OfferState.OFFERED).exclude(pk=self.offer.pk)
            fields: dict[str, Any] = form.fields
            fields["successor"].queryset = others
            fields["ends_on"].required = True
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, and how many sites it is about."""
        rows = Adoption.objects.in_step().filter(offer=self.offer, page__live=True)
        return super().get_context_data(
            form=self.form or self._form(),
            offer=self.offer,
            recalls=self.recalls,
            sites=rows.values("organisation").distinct().count(),
            today=timezone.localdate(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Do it."""
        self.form = self._form(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        try:
            messages.success(request, self._end(self.form.cleaned_data))
        except SharingRefused as refusal:
            self.form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data())
        return redirect("sharing:usage")

    def _end(self, chosen: dict[str, Any]) -> str:
        user = self.request.user
        if self.recalls:
            count = offering.recall(self.offer, reason=chosen["reason"], actor=user)
            return f"“{self.offer}” was recalled: {count} organisations lose it now."
        successor = chosen["successor"]
        if successor:
            offering.replace(self.offer, successor, ends_on=chosen["ends_on"], reason=chosen["reason"], actor=user)
            return f"“{successor}” replaces “{self.offer}”. Those who use it have been told."
        offering.withdraw(self.offer, ends_on=chosen["ends_on"], reason=chosen["reason"], actor=user)
        return f"“{self.offer}” leaves the library. Those who use it have been told."


def _restore(request: HttpRequest, pk: int) -> HttpResponse:
    offer = offer_within_reach(request, pk)
    if request.method != "POST":
        raise Http404("There is nothing to look at here.")
    offering.restore(offer, actor=request.user)
    messages.success(request, f"“{offer}” is in the library again.")
    return redirect("sharing:usage")


offer_page = require_admin_access(OfferPageView.as_view())
withdraw = require_admin_access(EndView.as_view())
recall = require_admin_access(EndView.as_view(recalls=True))
restore = require_admin_access(_restore)
