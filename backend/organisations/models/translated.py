"""What an organisation says on every page of its site, in the site's other languages."""

from typing import Any

from django.conf import settings
from django.db import models

from backend.core.blocks import SiteWordsBlock
from backend.core.fields import StreamField

TRANSLATED = ("strapline", "demonstration", "contact_note")
"""Fields whose words can be given in other languages, as in the contract's `SiteWords`."""


class TranslatedSettings(models.Model):
    """Fields of an organisation."""

    translations = StreamField(
        [("words", SiteWordsBlock())],
        blank=True,
        verbose_name="in other languages",
        help_text="Strapline, demonstration notice and the note beside your contact, for pages in the other languages of "
        "your site. What is missing stands there in your main language, marked as such.",
    )

    class Meta:
        abstract = True

    def translation_problem(self, languages: list[str]) -> str | None:
        """Return a sentence when words are in no other language of a site with `languages`, or twice in one; else None."""
        written = [block.value["locale"] for block in self.translations]
        if len(written) != len(set(written)):
            return "Write the words of each language once."
        strange = [code for code in written if code not in languages[1:]]
        if not strange:
            return None
        if strange[0] in languages:
            return f"{_named(strange[0])} is your main language: its words stand in the boxes themselves."
        return (
            f"{_named(strange[0])} is no language of your site: tick it under “Other languages”, or remove its words."
        )


def _named(code: str) -> Any:
    return dict(settings.WAGTAIL_CONTENT_LANGUAGES).get(code, code)
