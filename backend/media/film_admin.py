"""Films in the admin: a form that asks for an address instead of provider and id, and for minutes instead of seconds."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.permissions import policy_registry

from backend.core.forms import WithinReach
from backend.core.scoped_views import ScopedSnippetViewSet
from backend.media.models import Film
from backend.media.provider_addresses import film_address, parse_film_address


class LengthField(forms.Field):
    """A length as people write it, `3:25` or `1:02:10`; its value is in seconds."""

    def prepare_value(self, value: Any) -> Any:
        """Show seconds as minutes and seconds."""
        if not isinstance(value, int):
            return value
        minutes, seconds = divmod(value, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    def to_python(self, value: Any) -> int | None:
        """Return the seconds; raises ValidationError for anything else than a length."""
        text = str(value or "").strip()
        if not text:
            return None
        match = re.fullmatch(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)", text)
        seconds = match and int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
        if not seconds:
            raise ValidationError("Write the length as minutes and seconds, e.g. 3:25.")
        return seconds

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare seconds."""
        try:
            return initial != self.to_python(data)
        except ValidationError:
            return True


ADDRESSES = {"address": "", "audio_described_address": "audio_described_", "sign_language_address": "sign_language_"}
"""The form's own fields for addresses, and the beginning of the names of the model's fields that they fill."""


class FilmForm(WithinReach, BaseCollectionMemberForm, WagtailAdminModelForm):
    """The form of a film."""

    address = forms.URLField(
        label="Address at YouTube or Vimeo",
        required=False,
        help_text="Only if you cannot upload the film. Visitors are asked before anything is loaded from there.",
    )
    audio_described_address = forms.URLField(label="Address of the audio-described version", required=False)
    sign_language_address = forms.URLField(label="Address of the sign-language version", required=False)
    duration_seconds = LengthField(label="Length", help_text="Minutes and seconds, e.g. 3:25.")

    @property
    def permission_policy(self) -> Any:
        """The policy that says into which collections somebody may put films."""
        return policy_registry.get_by_type(Film)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the addresses of what is stored as provider and id."""
        kwargs["user"] = kwargs.get("for_user")
        super().__init__(*args, **kwargs)
        for field, prefix in ADDRESSES.items():
            provider = getattr(self.instance, f"{prefix}provider")
            self.initial[field] = film_address(provider, getattr(self.instance, f"{prefix}video_id"))

    def clean(self) -> dict[str, Any]:
        """Turn each address into provider and id; reject one that is neither at YouTube nor at Vimeo."""
        cleaned: dict[str, Any] = super().clean()
        for field, prefix in ADDRESSES.items():
            address = cleaned.get(field) or ""
            found = parse_film_address(address) if address else ("", "")
            if found is None:
                self.add_error(field, "This is no address of a film at YouTube or Vimeo.")
                continue
            provider, video_id = found
            setattr(self.instance, f"{prefix}provider", provider)
            setattr(self.instance, f"{prefix}video_id", video_id)
        return cleaned


class FilmViewSet(ScopedSnippetViewSet):
    """Films."""

    model = Film
    icon = "media"
    menu_label = "Films"
    menu_name = "films"
    menu_order = 310
    list_display: ClassVar = ["title", "collection", "created_at"]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldPanel("collection"),
                    MultiFieldPanel(
                        [FieldPanel("file"), FieldPanel("second_file"), FieldPanel("address")], heading="The film"
                    ),
                    FieldPanel("duration_seconds"),
                    FieldPanel("poster"),
                ],
                heading="Film",
            ),
            ObjectList(
                [
                    FieldPanel("transcript"),
                    InlinePanel(
                        "captions",
                        heading="Captions",
                        label="Captions",
                        panels=[FieldPanel("language"), FieldPanel("file")],
                    ),
                ],
                heading="Transcript and captions",
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("audio_described_file"), FieldPanel("audio_described_address")],
                        heading="Audio description",
                    ),
                    MultiFieldPanel(
                        [FieldPanel("sign_language_file"), FieldPanel("sign_language_address")],
                        heading="British Sign Language",
                    ),
                ],
                heading="Other versions",
            ),
        ],
        base_form_class=FilmForm,
    )
