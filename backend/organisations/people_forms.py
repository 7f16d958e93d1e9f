"""Forms about the people of an organisation."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from backend.core.models import User
from backend.organisations.models import Invitation, Role

MEANINGS = {
    Role.AUTHOR: "Author: writes pages and sends them to an editor",
    Role.EDITOR: "Editor: also publishes, and changes contacts, films and redirects",
    Role.ADMINISTRATOR: "Administrator: also manages people, settings and shared pages",
}


class InvitationForm(forms.ModelForm):
    """Whom to invite, and what for."""

    role = forms.ChoiceField(choices=list(MEANINGS.items()), widget=forms.RadioSelect, initial=Role.AUTHOR)

    class Meta:
        model = Invitation
        fields = ["email", "role"]
        help_texts = {"email": "Their own address at work. The link in the letter works once, for seven days."}


class RoleForm(forms.Form):
    """What somebody does from now on."""

    role = forms.ChoiceField(choices=list(MEANINGS.items()), widget=forms.RadioSelect)


class AccountForm(forms.ModelForm):
    """The account of somebody new: their name, and a password that they alone know."""

    first_name = forms.CharField(max_length=150)
    last_name = forms.CharField(max_length=150)
    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters, and not only digits. Three words that only you connect are good.",
    )
    repeated = forms.CharField(
        label="The same password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name"]

    def clean(self) -> dict[str, Any]:
        """Reject a weak password, and two that differ."""
        cleaned: dict[str, Any] = super().clean() or {}
        password = cleaned.get("password")
        if password and cleaned.get("repeated") and password != cleaned["repeated"]:
            self.add_error("repeated", "This is not the same as above.")
        if password:
            try:
                validate_password(password, self.instance)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned

    def account(self, email: str) -> User:
        """Return the new account, saved; its owner signs in with the address."""
        user: User = self.save(commit=False)
        user.username = user.email = email
        user.set_password(self.cleaned_data["password"])
        user.save()
        return user
