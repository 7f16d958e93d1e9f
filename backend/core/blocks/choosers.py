"""Choosers of things that other apps keep. They are named by string, so that `core` imports no sibling."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.admin.forms.models import registry
from wagtail.coreutils import resolve_model_string
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from backend.core.validators import ALTERNATIVE_TEXT


class RecordChooserBlock(blocks.ChooserBlock):
    """A chooser of records of another app, with the widget that the app registered for references to them.

    Commands and tasks validate pages before the admin has registered any widget, so it is looked up on every use.
    """

    record = ""

    @cached_property
    def target_model(self) -> type[models.Model]:
        """The model, resolved when first needed."""
        return resolve_model_string(self.record)

    @property
    def field(self) -> forms.ModelChoiceField:
        """The form field, with the registered widget as soon as there is one."""
        if isinstance(self._field.widget, forms.HiddenInput):
            reference = models.ForeignKey(self.target_model, models.CASCADE)
            if widget := (registry.get(reference) or {}).get("widget"):
                self._field.widget = widget() if isinstance(widget, type) else widget
        return self._field

    @cached_property
    def _field(self) -> forms.ModelChoiceField:
        return forms.ModelChoiceField(
            queryset=self.target_model._default_manager.all(),
            widget=forms.HiddenInput(),
            required=self._required,
            validators=self._validators,
            help_text=self._help_text,
        )

    @property
    def widget(self) -> forms.Widget:
        """The chooser's widget."""
        return self.field.widget


class ContactChooserBlock(RecordChooserBlock):
    """A contact of the registry: one's own or one that another organisation shares."""

    record = "organisations.Contact"

    class Meta:
        icon = "mail"


class PartnerChooserBlock(RecordChooserBlock):
    """A partner of the register: one's own or one that another organisation shares."""

    record = "pages.Partner"

    class Meta:
        icon = "group"


class FilmChooserBlock(RecordChooserBlock):
    """A film with its captions and transcript."""

    record = "media.Film"

    def clean(self, value: Any) -> Any:
        """Return the film; raises ValidationError where the public could not follow it. Drafts are spared that."""
        film = super().clean(value)
        if film and not self.is_deferred_validation and (problems := film.publication_problems()):
            raise ValidationError(problems)
        return film

    class Meta:
        icon = "media"


class FileChooserBlock(DocumentChooserBlock):
    """A file to download."""

    class Meta:
        icon = "doc-full"


class PictureBlock(ImageBlock):
    """A picture with the words that stand for it here, or marked as decorative (WCAG 1.1.1)."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        words = blocks.CharBlock(
            required=False,
            max_length=ALTERNATIVE_TEXT,
            label="Description",
            help_text="What somebody who cannot see the picture needs to know. Leave out “picture of”.",
        )
        words.set_name("alt_text")
        self.child_blocks["alt_text"] = words
        decorative = self.child_blocks["decorative"]
        decorative.field.help_text = "Tick only if the picture adds nothing that the words do not say."
