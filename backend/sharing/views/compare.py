"""What changed on an owner's page, block by block, and the team's decision about it."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from backend.sharing.adopting import accept, keep
from backend.sharing.consequences import consequences
from backend.sharing.differences import differences
from backend.sharing.errors import SharingRefused
from backend.sharing.languages import together
from backend.sharing.models import Adoption, Mode
from backend.sharing.powers import Deed, refusal
from backend.sharing.safety import seen
from backend.sharing.standing import why_over
from backend.sharing.versions import Versions, versions_of
from backend.sharing.views.adopt import language_name
from backend.sharing.views.base import AdoptionView, Crumb, crumbs_to, screen

STALE = "The page has changed again since you opened this comparison. Here is the newest version: please look at it."

SETTLED = "There is nothing to decide: your site shows this version already."

LATER: Final = timedelta(days=14)
"""What is proposed to those who put a change off."""


class DecisionForm(forms.Form):
    """What the team decides about a new version. `digest` names the version that they looked at."""

    decision = forms.ChoiceField(choices=[("accept", "Accept"), ("keep", "Keep")])
    digest = forms.CharField(max_length=64)
    remind_on = forms.DateField(
        required=False,
        label="Remind us on",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the day as year, month and day, such as 2027-03-31."},
    )

    def clean_remind_on(self) -> Any:
        """Reject a reminder that is not to come."""
        day = self.cleaned_data["remind_on"]
        if day is not None and day <= timezone.localdate():
            raise ValidationError("Choose a day that is still to come.")
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for the day of the reminder where the team keeps what it has."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == "keep" and not cleaned.get("remind_on") and "remind_on" not in self.errors:
            self.add_error("remind_on", "Choose the day on which we remind you of this change.")
        return cleaned


@dataclass(frozen=True, slots=True)
class Language:
    """The same page in one language of the site: what it is called, where it is compared, whether a change waits."""

    adoption: Adoption
    name: str
    waits: bool

    @property
    def address(self) -> str:
        """Where it is compared."""
        return reverse("sharing:compare", args=[self.adoption.pk])


def waits(adoption: Any) -> bool:
    """Say whether there is a newer version that nobody has decided about; the adoption was read `with_current`."""
    newest = adoption.current_digest
    return adoption.mode == Mode.REVIEW and bool(newest) and newest != adoption.accepted_digest


class CompareView(AdoptionView):
    """An adoption's version beside the newest, for the people of its organisation; those who publish there decide."""

    template_name = "sharing/compare.html"
    header_icon = "history"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the adoption and its versions; raises Http404 for whoever is not of its organisation."""
        super().setup(request, *args, **kwargs)
        self.form: DecisionForm | None = None
        self.digest: str = getattr(self.adoption, "current_digest", None) or ""

    @cached_property
    def versions(self) -> Versions:
        """What is compared."""
        return versions_of(self.adoption)

    @cached_property
    def languages(self) -> list[Language]:
        """The page in every language of the site that it has."""
        twins = [one.pk for one in together(self.adoption)] if self.adoption.is_in_step else [self.adoption.pk]
        every = Adoption.objects.filter(pk__in=twins).with_current().select_related("page").order_by("pk")
        return [Language(one, language_name(one.locale), waits(one)) for one in every]

    @property
    def is_waiting(self) -> bool:
        """Whether there is something to decide."""
        return waits(self.adoption)

    def get_page_title(self) -> str:
        """Return what this is about."""
        return f"What changed on “{self.adoption.page.title}”"

    def crumbs(self) -> list[Crumb]:
        """Return the way here by the page itself."""
        manage = reverse("sharing:manage", args=[self.adoption.pk])
        return crumbs_to("shared_content", (self.adoption.page.title, manage))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the versions, what differs, what becomes of local parts, and the form where there is a decision."""
        before, after = self.versions.before, self.versions.after
        compared = before is not None and after is not None
        waiting = self.is_waiting
        proposed = {"digest": self.digest, "remind_on": timezone.localdate() + LATER}
        return super().get_context_data(
            adoption=self.adoption,
            owner=self.adoption.offer.owner,
            languages=self.languages if len(self.languages) > 1 else [],
            language=language_name(self.adoption.locale),
            versions=self.versions,
            differences=differences(before, after) if compared else [],
            consequences=consequences(self.adoption, before, after) if compared and waiting else [],
            is_waiting=waiting,
            form=(self.form or DecisionForm(initial=proposed)) if waiting and self.powers.decide else None,
            who_decides=refusal(Deed.DECIDE, self.organisation) if waiting and not self.powers.decide else "",
            digest=self.digest,
            why_over=why_over(self.adoption) if self.adoption.is_in_step else None,
            has_safety=bool(self.adoption.safety_note),
            edit_url=reverse("wagtailadmin_pages:edit", args=[self.adoption.page_id]),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out a decision, unless a newer version than the one that was looked at is out by now."""
        self.require(Deed.DECIDE)
        form = DecisionForm(request.POST)
        if request.POST.get("digest") != self.digest:
            return self._again(STALE)
        if not self.is_waiting:
            return self._again(SETTLED)
        if not form.is_valid():
            self.form = form
            return self._again()
        try:
            return self._decide(form.cleaned_data)
        except SharingRefused as refused:
            return self._again(str(refused))

    def _again(self, *sentences: str) -> HttpResponse:
        for sentence in sentences:
            messages.error(self.request, sentence)
        return self.render_to_response(self.get_context_data(), status=409 if sentences else 200)

    def _decide(self, decided: dict[str, Any]) -> HttpResponse:
        title, user = self.adoption.page.title, self.request.user
        also = [one for one in self.languages if one.waits and one.adoption.pk != self.adoption.pk]
        if decided["decision"] == "accept":
            accept(self.adoption, digest=decided["digest"], actor=user)
            done = f"“{title}”: the new version is on its way to your site."
        else:
            keep(self.adoption, remind_on=decided["remind_on"], actor=user)
            done = f"“{title}” stays as it is. We remind you on {decided['remind_on']:%-d %B %Y}."
        messages.success(self.request, f"{done} It has also changed in {also[0].name}: here it is." if also else done)
        return redirect(also[0].address if also else reverse("sharing:shared_content"))


class SeenView(AdoptionView):
    """Noting that the team has looked at what a safety-critical change brought."""

    deed = Deed.DECIDE
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Note it, and go back to what else needs attention."""
        seen(self.adoption, actor=request.user)
        messages.success(request, f"“{self.adoption.page.title}”: noted that your team has looked at the change.")
        return redirect("sharing:shared_content")


looked_at = screen(SeenView.as_view())
compare = screen(CompareView.as_view())
