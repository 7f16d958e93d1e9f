"""The page behind the link of an invitation: somebody new chooses a password, somebody known signs in and joins."""

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View

from backend.organisations import people
from backend.organisations.current import choose
from backend.organisations.models import Invitation
from backend.organisations.people import PeopleRefused
from backend.organisations.people_forms import AccountForm

GONE = "This link works no longer: it was used, taken back, or is older than seven days. Ask for a new invitation."

OTHER = "This invitation is for another address than that of your account. Sign out first, then open the link again."


@method_decorator(never_cache, name="dispatch")
@method_decorator(sensitive_post_parameters("password", "repeated"), name="dispatch")
class JoinView(View):
    """Accept an invitation.

    The link alone makes a new account and nothing else. Where its address has an account, the link does not open that: its
    owner must sign in, so neither a forwarded letter nor an account that only claims the address gets anywhere.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the invitation, and who it is that has its link."""
        found = Invitation.objects.for_token(kwargs["token"])
        if found is None:
            return self.show(status=410, sentence=GONE)
        self.invitation: Invitation = found
        accounts = people.accounts_of(found.email)
        if request.user.is_authenticated:
            if not accounts.filter(pk=request.user.pk).exists():
                return self.show(status=403, sentence=OTHER)
        elif accounts.exists():
            return redirect_to_login(request.get_full_path(), "wagtailadmin_login")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show what one joins, with a form for the new account where there is none."""
        return self.show(form=None if request.user.is_authenticated else AccountForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Join."""
        try:
            if request.user.is_authenticated:
                people.join(self.invitation, lambda: request.user)
            else:
                form = AccountForm(request.POST)
                if not form.is_valid():
                    return self.show(form=form)
                login(request, people.join(self.invitation, lambda: form.account(self.invitation.email)))
        except PeopleRefused as refusal:
            return self.show(status=410, sentence=str(refusal))
        choose(request, self.invitation.organisation_id)
        return redirect("wagtailadmin_home")

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """Return the page."""
        context = {"invitation": getattr(self, "invitation", None), **context}
        return TemplateResponse(self.request, "organisations/join.html", context, status=status)


join = JoinView.as_view()
