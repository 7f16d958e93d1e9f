"""The form by which administrators change what their site has in common."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.admin.forms.models import WagtailAdminModelForm

from backend.core.fields import LinesFormField
from backend.core.forms import WithinReach
from backend.core.validators import GSS_CODE
from backend.organisations.models import Area
from backend.organisations.provisioning import set_up


class OrganisationForm(WithinReach, WagtailAdminModelForm):
    """Settings of an organisation; saving them also makes what they newly ask for, such as another language."""

    main_language = forms.ChoiceField(
        choices=lambda: settings.WAGTAIL_CONTENT_LANGUAGES,
        help_text="Its pages live directly under your address.",
    )
    other_languages = forms.MultipleChoiceField(
        choices=lambda: settings.WAGTAIL_CONTENT_LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each gets a home page of its own, as a draft to begin with.",
    )
    areas_covered = LinesFormField(
        label="Areas",
        required=False,
        help_text="One a line: the ONS code, then the name, e.g. “E07000071 Colchester”.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show languages and areas as people name them."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["areas_covered"] = [f"{area.code} {area.name}" for area in self.instance.areas.all()]
            if "slug" in self.fields:
                self.fields["slug"].disabled = True
        languages = self.instance.languages or ["en"]
        self.initial["main_language"] = languages[0]
        self.initial["other_languages"] = languages[1:]

    def clean(self) -> dict[str, Any]:
        """Put the languages together, the main one first."""
        cleaned: dict[str, Any] = super().clean()
        main = cleaned.get("main_language")
        if main:
            others = [code for code in cleaned.get("other_languages", []) if code != main]
            kept = [code for code in self.instance.languages if code in others]
            self.instance.languages = [main, *kept, *(code for code in others if code not in kept)]
        return cleaned

    def clean_areas_covered(self) -> list[Area]:
        """Return the areas that the lines name; raises ValidationError for a line without a code or an unknown name."""
        return [_area(line) for line in self.cleaned_data["areas_covered"]]

    def save(self, commit: bool = True) -> Any:
        """Save, and make what the settings newly ask for."""
        areas = self.cleaned_data["areas_covered"]
        for area in areas:
            if area.pk is None:
                area.save()
        organisation = super().save(commit=False)
        organisation.areas.set(areas)
        if commit:
            organisation.save()
            self.save_m2m()
            set_up(organisation)
        return organisation


def _area(line: str) -> Area:
    code, _, name = line.partition(" ")
    if not re.fullmatch(GSS_CODE, code):
        raise ValidationError(f"“{line}” does not begin with an ONS code such as E07000071.")
    known = Area.objects.filter(code=code).first()
    if known is None and not name.strip():
        raise ValidationError(f"Write the name of the area after {code}.")
    return known or Area(code=code, name=name.strip())
