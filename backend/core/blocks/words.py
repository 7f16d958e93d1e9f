"""Single fields: words within the contract's limits, addresses, numbers, languages."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.html import escape, strip_tags
from wagtail import blocks
from wagtail.admin.compare import BlockComparison, CharBlockComparison, diff_text
from wagtail.rich_text import RichText

from backend.core.blocks.languages import LANGUAGES
from backend.core.fields import LinesFormField
from backend.core.rich_text import TEXT_FEATURES
from backend.core.validators import LINE, TEXT, WEB_ADDRESS, one_line, web_address


def has_words(html: str | None) -> bool:
    """Say whether rich text holds more than empty paragraphs and spaces."""
    return bool(strip_tags(html or "").replace("&nbsp;", " ").strip())


class LineBlock(blocks.CharBlock):
    """Words on one line, at most 255 characters."""

    def __init__(self, *, max_length: int = LINE, validators: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(max_length=max_length, validators=[*validators, one_line], **kwargs)
        self.field.widget.attrs["dir"] = "auto"


class TextBlock(blocks.TextBlock):
    """Plain words over several lines, at most 4,000 characters."""

    def __init__(self, *, max_length: int = TEXT, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, rows=rows, **kwargs)
        # Words run in the direction of their language while they are written, whatever that of the admin is.
        self.field.widget.attrs["dir"] = "auto"


class WordsBlock(blocks.RichTextBlock):
    """Words with simple formatting and links."""

    def __init__(self, *, features: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(features=features or TEXT_FEATURES, **kwargs)

    def clean(self, value: RichText) -> RichText:
        """Return the cleaned words; raises ValidationError for empty paragraphs where words are compulsory."""
        cleaned: RichText = super().clean(value)
        if self.required and not self.is_deferred_validation and not has_words(cleaned.source):
            raise ValidationError("This field is required.", code="required")
        return cleaned


class WebAddressBlock(blocks.URLBlock):
    """A web address outside the system."""

    def __init__(self, *, validators: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(max_length=WEB_ADDRESS, validators=[*validators, web_address], **kwargs)
        self.field.validators = [check for check in self.field.validators if type(check) is not URLValidator]

    def get_comparison_class(self) -> type[BlockComparison]:
        """Compare addresses as text; Wagtail would read them as HTML."""
        return CharBlockComparison


class LanguageBlock(blocks.ChoiceBlock):
    """A language by its BCP 47 tag."""

    choices = LANGUAGES

    class Meta:
        icon = "globe"
        default = "en"


class LinesComparison(BlockComparison):
    """Two lists of lines, told as people read them."""

    def htmlvalue(self, val: list[str]) -> str:
        """Return the lines, escaped."""
        return escape(", ".join(val))

    def htmldiff(self) -> str:
        """Return the lines with what is new and what was taken away marked."""
        difference: str = diff_text(", ".join(self.val_a), ", ".join(self.val_b)).to_html()
        return difference


class LinesBlock(blocks.FieldBlock):
    """Several short things, one a line, kept as a list."""

    def __init__(
        self,
        *,
        required: bool = True,
        help_text: str | None = None,
        line_length: int = LINE,
        rows: int = 3,
        **kwargs: Any,
    ) -> None:
        self.field = LinesFormField(required=required, help_text=help_text, max_line_length=line_length, rows=rows)
        super().__init__(**kwargs)

    def normalize(self, value: Any) -> list[str]:
        """Return the value as a list of lines."""
        return value.splitlines() if isinstance(value, str) else list(value or ())

    def to_python(self, value: Any) -> list[str]:
        """Return the stored value as a list of lines."""
        return self.normalize(value)

    def value_for_form(self, value: Any) -> str:
        """Return the lines as the text to edit."""
        return "\n".join(self.normalize(value))

    def value_from_form(self, value: Any) -> list[str]:
        """Return what was typed as a list of lines."""
        return self.normalize(value)

    def get_comparison_class(self) -> type[BlockComparison]:
        """Compare lines, not the list that holds them."""
        return LinesComparison

    def get_searchable_content(self, value: list[str]) -> list[str]:
        """Return the lines for the search index."""
        return list(value)

    class Meta:
        icon = "list-ul"
        default = ()
