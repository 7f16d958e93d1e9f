"""Taking a page back: withdrawing it with notice, replacing it, recalling it at once, and putting it back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from backend.sharing import offering
from backend.sharing.errors import SharingRefused
from backend.sharing.models import Adoption, Mode, Offer, OfferState
from backend.sharing.powers import Deed
from backend.sharing.views.base import Crumb, SharingView, crumbs_to, offer_within_reach, screen

NOTICE: Final = timedelta(days=28)
"""What is proposed for those who must prepare."""

SHOWN: Final = 12

type Consequence = tuple[str, str]


class EndForm(forms.Form):
    """Why a page leaves the library, when, and what replaces it."""

    successor = forms.ModelChoiceField(
        Offer.objects.none(),
        required=False,
        label="Is there a page that replaces it?",
        empty_label="No, it just goes",
        help_text="Those who use the old page can switch to it in one click, and keep their local parts.",
    )
    ends_on = forms.DateField(
        label="The day on which it leaves other sites",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Until that day others can prepare.",
        error_messages={
            "required": "Give the day on which the page leaves the sites that show it.",
            "invalid": "Write the day as year, month and day, such as 2027-03-31.",
        },
    )
    reason = forms.CharField(
        max_length=1000,
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who uses it reads this, in their admin and by email.",
        error_messages={"required": "Say why: everybody who uses the page reads this."},
    )

    def clean_ends_on(self) -> Any:
        """Reject a day that is not to come."""
        day = self.cleaned_data["ends_on"]
        if day <= timezone.localdate():
            raise ValidationError("Give a day that is still to come, so that those who use the page can prepare.")
        return day


class EndView(SharingView):
    """Withdrawing a page with notice, or recalling it at once."""

    template_name = "sharing/end_offer.html"
    area = "usage"
    recalls = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the offer; raises Http404 for other organisations' and Refused for those who may not end it."""
        super().setup(request, *args, **kwargs)
        self.offer = offer_within_reach(request, kwargs["pk"])
        self.organisation = self.offer.owner
        self.require(Deed.END)
        self.form: EndForm | None = None

    def get_page_title(self) -> str:
        """Return what is done to what."""
        return f"{'Recall' if self.recalls else 'Withdraw'} “{self.offer}”"

    def crumbs(self) -> list[Crumb]:
        """Return the way here by the offer."""
        return crumbs_to("usage", (str(self.offer), self.back()))

    def back(self) -> str:
        """Return where somebody goes who leaves it in the library."""
        if self.offer.page_id is None:
            return reverse("sharing:usage")
        return reverse("sharing:offer", args=[self.offer.page_id])

    def _form(self, data: Any = None) -> EndForm:
        form = EndForm(data, initial={"ends_on": timezone.localdate() + NOTICE})
        if self.recalls:
            del form.fields["ends_on"], form.fields["successor"]
        else:
            others = Offer.objects.filter(owner=self.offer.owner, state=OfferState.OFFERED).exclude(pk=self.offer.pk)
            fields: dict[str, Any] = form.fields
            fields["successor"].queryset = others.select_related("page")
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, what comes of it, and whom it is about."""
        users = list(
            Adoption.objects.in_step().of_offer(self.offer).select_related("organisation", "page")
            .order_by("organisation__name", "pk")
        )  # fmt: skip
        names = list(dict.fromkeys(one.organisation.name for one in users))
        copies = Adoption.objects.filter(mode=Mode.DETACHED).of_offer(self.offer)
        return super().get_context_data(
            form=self.form or self._form(),
            offer=self.offer,
            recalls=self.recalls,
            names=names[:SHOWN],
            more=max(0, len(names) - SHOWN),
            count=len(names),
            consequences=list(self._consequences(len(names), copies.values("organisation").distinct().count())),
            back=self.back(),
            **kwargs,
        )

    def _consequences(self, count: int, copies: int) -> Iterator[Consequence]:
        lose = "One site loses" if count == 1 else f"{count} sites lose"
        show = "One site still shows" if count == 1 else f"{count} sites still show"
        section = " With it go all pages of the section." if self.offer.whole_section else ""
        if self.recalls:
            yield (
                "It disappears at once",
                f"{lose} it within minutes, whatever each team chose.{section}",
            )
            yield (
                "They are told why",
                "Your reason is in their admin, and in an email to their editors and administrators.",
            )
        else:
            yield (
                "Today",
                "It leaves the library: nobody else can start to use it. Those who do are told, by email too.",
            )
            yield (
                "Until the day",
                f"{show} it. They can keep a copy, or switch to what replaces it.",
            )
            yield "On the day", f"It leaves every site that still shows it.{section}"
        if copies:
            own = "One organisation has" if copies == 1 else f"{copies} organisations have"
            yield (
                "Copies of their own stay",
                f"{own} made it their own page. They are told to check it; ring them if it does harm.",
            )
        yield (
            "Your own page stays",
            "It is still on your site until you take it down there, and you can put it back later.",
        )

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Do it."""
        self.form = self._form(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        try:
            messages.success(request, self._end(self.form.cleaned_data))
        except SharingRefused as refused:
            self.form.add_error(None, str(refused))
            return self.render_to_response(self.get_context_data())
        return redirect(self.back())

    def _end(self, chosen: dict[str, Any]) -> str:
        user = self.request.user
        if self.recalls:
            count = offering.recall(self.offer, reason=chosen["reason"], actor=user)
            who = "One organisation loses" if count == 1 else f"{count} organisations lose"
            return f"“{self.offer}” was recalled. {who} it now, and each is told why."
        successor = chosen["successor"]
        day = f"{chosen['ends_on']:%-d %B %Y}"
        if successor:
            offering.replace(self.offer, successor, ends_on=chosen["ends_on"], reason=chosen["reason"], actor=user)
            return f"“{successor}” replaces “{self.offer}”, which leaves other sites on {day}. Those who use it have been told."
        offering.withdraw(self.offer, ends_on=chosen["ends_on"], reason=chosen["reason"], actor=user)
        return f"“{self.offer}” has left the library, and leaves other sites on {day}. Those who use it have been told."


class RestoreView(EndView):
    """Putting a page back into the library."""

    template_name = "sharing/restore.html"

    def get_page_title(self) -> str:
        """Return what is done to what."""
        return f"Put “{self.offer}” back into the library"

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Do it."""
        try:
            offering.restore(self.offer, actor=request.user)
        except SharingRefused as refused:
            messages.error(request, str(refused))
            return self.render_to_response(self.get_context_data(), status=409)
        messages.success(request, f"“{self.offer}” is in the library again. Those who still have it show it again.")
        return redirect(self.back())


withdraw = screen(EndView.as_view())
recall = screen(EndView.as_view(recalls=True))
restore = screen(RestoreView.as_view())
