"""The screens on which administrators see, invite, change and remove the people of the organisation that they work for."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views.generic import FormView, TemplateView
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.utils import get_admin_base_url
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from backend.organisations import people
from backend.organisations.current import current_organisation
from backend.organisations.models import Invitation, Organisation, Role
from backend.organisations.people import Member, PeopleRefused
from backend.organisations.people_forms import InvitationForm, RoleForm
from backend.organisations.roles import may_administer


class ForAdministrators(WagtailAdminTemplateMixin):
    """A screen about the people of the organisation that somebody works for now, and administers; refused to others."""

    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the organisation."""
        super().setup(request, *args, **kwargs)
        organisation = current_organisation(request)
        if organisation is None or not may_administer(request.user, organisation):
            raise PermissionDenied
        self.organisation: Organisation = organisation
        self.prepare()

    def prepare(self) -> None:
        """Find what else the screen is about."""

    def get_page_subtitle(self) -> str:
        """Say whose people they are."""
        return self.organisation.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way back to the list."""
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        above = [] if isinstance(self, PeopleView) else [{"url": reverse("people"), "label": "People"}]
        return [*self.breadcrumbs_items, *above, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the organisation with what the screen adds."""
        return super().get_context_data(organisation=self.organisation, **kwargs)


class PeopleView(ForAdministrators, TemplateView):
    """Everybody who works for the organisation, and who was invited."""

    template_name = "organisations/people.html"
    page_title = "People"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return people and open invitations."""
        return super().get_context_data(
            members=people.members_of(self.organisation),
            invitations=self.organisation.invitations.open(),
            **kwargs,
        )


class AboutPerson:
    """A screen about one person of the organisation; 404 for anybody else."""

    def prepare(self) -> None:
        """Find the person."""
        found = people.member(self.organisation, self.kwargs["person"])  # type: ignore[attr-defined]
        if found is None:
            raise Http404("There is no such person here.")
        self.person: Member = found

    def get_page_subtitle(self) -> str:
        """Name the person."""
        return self.person.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the person with what the screen adds."""
        return super().get_context_data(person=self.person, **kwargs)  # type: ignore[misc]


class PeopleFormView(ForAdministrators, FormView):
    """A form that does one thing; where that is refused, the form says why."""

    template_name = "organisations/people_form.html"
    button = "Save"
    lead = ""
    is_grave = False

    def done(self, form: Any) -> str:
        """Do it; return the sentence that says so."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it and go back to the list, or show why not."""
        try:
            sentence = self.done(form)
        except PeopleRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, sentence)
        return redirect("people")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the words of the form."""
        return super().get_context_data(button=self.button, lead=self.lead, is_grave=self.is_grave, **kwargs)


class InviteView(PeopleFormView):
    """Invite somebody by email."""

    form_class = InvitationForm
    page_title = "Invite somebody"
    button = "Send the invitation"

    def done(self, form: InvitationForm) -> str:
        """Make the invitation and send its letter."""
        chosen = form.cleaned_data
        made = people.invite(self.organisation, chosen["email"], Role(chosen["role"]), by=self.request.user)
        # Never the host of the request, which somebody could have forged.
        people.write_to(made, get_admin_base_url() + reverse("join", args=[made.token]))
        return f"An invitation is on its way to {made.email}."


class ChangeRoleView(AboutPerson, PeopleFormView):
    """Give somebody another role."""

    form_class = RoleForm
    page_title = "Change the role"

    def get_initial(self) -> dict[str, Any]:
        """Return the role as it is."""
        return {"role": self.person.role}

    def done(self, form: RoleForm) -> str:
        """Change it."""
        role = Role(form.cleaned_data["role"])
        people.change_role(self.organisation, self.person, role, by=self.request.user)
        return f"{self.person.name} is {role.label.lower()} now."


class RemoveView(AboutPerson, PeopleFormView):
    """Remove somebody from the organisation."""

    form_class = Form
    page_title = "Remove from the organisation"
    button = "Remove"
    is_grave = True
    lead = "They can work for your organisation no longer. Their account stays, and so does all that they wrote."

    def done(self, form: Any) -> str:
        """Remove them."""
        people.remove(self.organisation, self.person, by=self.request.user)
        return f"{self.person.name} works for {self.organisation} no longer."


class WithdrawView(ForAdministrators, TemplateView):
    """Take an invitation back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *_: Any, **kwargs: Any) -> HttpResponse:
        """Take it back; 404 for one of another organisation."""
        found = get_object_or_404(Invitation.objects.open(), pk=kwargs["invitation"], organisation=self.organisation)
        people.withdraw(found, by=request.user)
        messages.success(request, f"The invitation to {found.email} works no longer.")
        return redirect("people")


class PeopleMenuItem(MenuItem):
    """The way to the people, for administrators."""

    def __init__(self) -> None:
        super().__init__("People", reverse("people"), name="people", icon_name="group", order=100)

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether the user administers the organisation that they work for now."""
        organisation = current_organisation(request)
        return organisation is not None and may_administer(request.user, organisation)


urlpatterns = [
    path("", require_admin_access(PeopleView.as_view()), name="people"),
    path("invite/", require_admin_access(InviteView.as_view()), name="invite_person"),
    path("<int:person>/role/", require_admin_access(ChangeRoleView.as_view()), name="change_role"),
    path("<int:person>/remove/", require_admin_access(RemoveView.as_view()), name="remove_person"),
    path(
        "invitations/<int:invitation>/withdraw/",
        require_admin_access(WithdrawView.as_view()),
        name="withdraw_invitation",
    ),
]
