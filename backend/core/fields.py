"""Model fields that several apps use: they hold what the contract takes, and migrations know none of their rules."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from wagtail.fields import StreamField as WagtailStreamField

from backend.core.validators import LINE, TEXT, WEB_ADDRESS, one_line, web_address


class StreamField(WagtailStreamField):
    """Wagtail's StreamField whose blocks stay out of migrations: the column is JSON whatever the blocks are."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return what a migration records: a field without blocks."""
        name, _, _, kwargs = super().deconstruct()
        # Wagtail's own field always records a look-up; leaving it out would look like a change for ever.
        return name, "wagtail.fields.StreamField", [[]], {**kwargs, "block_lookup": {}}


class LineField(models.CharField):
    """Words on one line, at most 255 characters."""

    default_validators = [one_line]

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what a CharField takes."""
        options.setdefault("max_length", LINE)
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return what a migration records."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", list(args), dict(kwargs)


class WordsField(models.TextField):
    """Plain words over several lines, at most 4,000 characters."""

    default_validators = [MaxLengthValidator(TEXT)]

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what a TextField takes."""
        options.setdefault("max_length", TEXT)
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return what a migration records."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", list(args), dict(kwargs)

    def formfield(self, **options: Any) -> Any:
        """Return a text area that grows with what is written."""
        from wagtail.admin.widgets import AdminAutoHeightTextInput

        options.setdefault("widget", AdminAutoHeightTextInput(attrs={"rows": 2}))
        return super().formfield(**options)


class WebAddressField(models.URLField):
    """An address outside the system."""

    default_validators = [web_address]

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what a URLField takes."""
        options.setdefault("max_length", WEB_ADDRESS)
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return what a migration records."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", list(args), dict(kwargs)


class LinesFormField(forms.CharField):
    """A text area that holds one item a line; its value is the list of lines that are not empty."""

    def __init__(self, *, max_line_length: int = LINE, rows: int = 3, **options: Any) -> None:
        """Take the length that no line may exceed, and how many rows are shown at first."""
        self.max_line_length = max_line_length
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        """Return the lines of what was typed, without repeats."""
        lines = (line.strip() for line in (super().to_python(value) or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def validate(self, value: Any) -> None:
        """Reject a line that is too long."""
        super().validate(value)
        for line in value or []:
            if len(line) > self.max_line_length:
                raise ValidationError(
                    f"“{line[:40]}…” is {len(line)} characters long; a line may have at most {self.max_line_length}."
                )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lists, not the text that shows them."""
        return list(initial or []) != self.to_python(data)


class LinesField(models.JSONField):
    """A list of short texts, edited one a line."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what a JSONField takes; the default is an empty list."""
        options.setdefault("default", list)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def formfield(self, **options: Any) -> Any:
        """Return the text area that edits the list."""
        return models.Field.formfield(self, **{"form_class": LinesFormField, **_without_json(options)})

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Reject what is not a list of texts."""
        super().validate(value, model_instance)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValidationError("This must be a list of texts.")


class ChoicesField(models.JSONField):
    """A list of values from a closed set, edited as checkboxes and kept in the order of the set."""

    def __init__(self, *args: Any, options: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        """Take the pairs of value and label to choose from."""
        self.options = list(options)
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def formfield(self, **options: Any) -> Any:
        """Return the checkboxes."""
        return models.Field.formfield(
            self,
            **{
                "form_class": forms.MultipleChoiceField,
                "choices": self.options,
                "widget": forms.CheckboxSelectMultiple,
                **_without_json(options),
            },
        )

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return what a migration records: a JSON column, whatever there is to choose."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", list(args), dict(kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Reject a value that is not one of the options."""
        super().validate(value, model_instance)
        known = {option for option, _ in self.options}
        if not isinstance(value, list) or (unknown := [item for item in value if item not in known]):
            wrong = unknown if isinstance(value, list) else value
            raise ValidationError(f"{wrong!r} cannot be chosen here; choose from {', '.join(sorted(known))}.")


def _without_json(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name not in {"encoder", "decoder"}}
