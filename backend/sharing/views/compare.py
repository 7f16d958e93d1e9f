"""What changed on an owner's page, block by block, and the team's decision about it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from backend.organisations.access import organisations_of
from backend.sharing.adopting import accept, keep
from backend.sharing.consequences import consequences
from backend.sharing.detaching import detach
from backend.sharing.differences import differences
from backend.sharing.errors import SharingRefused
from backend.sharing.models import Adoption, Mode
from backend.sharing.versions import Versions, versions_of

STALE = "The page has changed again since you opened this comparison. Here is the newest version: please look at it."

SETTLED = "There is nothing to decide: your site shows this version already."


class DecisionForm(forms.Form):
    """What the team decides about a new version. `digest` names the version that they looked at."""

    decision = forms.ChoiceField(choices=[("accept", "Accept"), ("keep", "Keep"), ("detach", "Detach")])
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


class CompareView(WagtailAdminTemplateMixin, TemplateView):
    """An adoption's version beside the newest, for the people of its organisation; those who publish there decide."""

    template_name = "sharing/compare.html"
    header_icon = "history"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the adoption and its versions; raises Http404 for whoever is not of its organisation."""
        super().setup(request, *args, **kwargs)
        self.adoption = self._adoption(kwargs["pk"])
        self.form: DecisionForm | None = None
        self.versions: Versions = versions_of(self.adoption)
        version = self.adoption.current_version
        self.digest: str = (version.document_id if version else None) or ""

    def _adoption(self, pk: int) -> Adoption:
        found = Adoption.objects.select_related("offer__owner", "organisation", "page", "source", "accepted_revision")
        mine = found.filter(pk=pk, organisation__in=organisations_of(self.request.user)).first()
        if mine is None:
            raise Http404("There is no such shared page here.")
        return mine

    @property
    def may_decide(self) -> bool:
        """Whether the user may publish the page that it is about."""
        return bool(self.adoption.page.permissions_for_user(self.request.user).can_publish())

    @property
    def is_waiting(self) -> bool:
        """Whether there is a newer version that nobody has decided about."""
        newer = bool(self.digest) and self.digest != self.adoption.accepted_digest
        return newer and self.adoption.mode == Mode.REVIEW

    def get_page_title(self) -> str:
        """Return the page's title."""
        return self.adoption.page.title

    def get_page_subtitle(self) -> str:
        """Return what this is about."""
        return "what changed"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return none: it has a plain heading."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the versions, what differs, what becomes of local parts, and the form where there is a decision."""
        before, after = self.versions.before, self.versions.after
        compared = before is not None and after is not None
        waiting = self.is_waiting
        decides = waiting and self.may_decide
        return super().get_context_data(
            adoption=self.adoption,
            owner=self.adoption.offer.owner,
            versions=self.versions,
            differences=differences(before, after, self.request) if compared else [],
            consequences=consequences(self.adoption, before, after) if compared and waiting else [],
            is_waiting=waiting,
            form=(self.form or DecisionForm(initial={"digest": self.digest})) if decides else None,
            digest=self.digest,
            edit_url=reverse("wagtailadmin_pages:edit", args=[self.adoption.page_id]),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out a decision, unless a newer version than the one that was looked at is out by now."""
        if not self.may_decide:
            raise Http404("There is no such decision here.")
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
        except SharingRefused as refusal:
            return self._again(str(refusal))

    def _again(self, *sentences: str) -> HttpResponse:
        for sentence in sentences:
            messages.error(self.request, sentence)
        return self.render_to_response(self.get_context_data(), status=409 if sentences else 200)

    def _decide(self, decided: dict[str, Any]) -> HttpResponse:
        user = self.request.user
        title = self.adoption.page.title
        match decided["decision"]:
            case "accept":
                accept(self.adoption, digest=decided["digest"], actor=user)
                messages.success(self.request, f"“{title}”: the new version is on its way to your site.")
            case "keep":
                keep(self.adoption, remind_on=decided["remind_on"], actor=user)
                messages.success(
                    self.request, f"“{title}” stays as it is. We remind you on {decided['remind_on']:%-d %B %Y}."
                )
            case _:
                page = detach(self.adoption, actor=user)
                messages.success(self.request, f"“{title}” is now your own page.")
                return redirect("wagtailadmin_pages:edit", page.pk)
        return redirect("sharing:compare", self.adoption.pk)


compare = require_admin_access(CompareView.as_view())
