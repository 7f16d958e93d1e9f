"""The words by which anything that belongs to the other organisation is recognised, and what puts them everywhere."""

import json
from collections.abc import Collection
from typing import Any

from django.db import models
from wagtail.fields import StreamField

SOUGHT = "quokka"
"""What the walk searches for: it stands in every text of theirs, beside the mark."""

MARK = "walrusmark"
"""What no answer may hold. No request says it, so a page that only repeats a search does not."""

NUMBER = "0199 887 7665"
"""Stands for the mark where only digits may be."""

WORDS = f"{SOUGHT} {MARK}"

NUMBERS = frozenset({"phone", "text_relay"})

STRUCTURE = frozenset(
    {
        # Where a record is in its tree, and what it is called by machines.
        "path", "url_path", "translation_key", "uuid", "id", "password", "locale", "language", "languages", "video_id",
        "audio_described_video_id", "sign_language_video_id", "file_hash", "content_hash", "revision_id", "alias_of",
        "locked_blocks", "accepted_digest", "digest", "filter_spec", "focal_point_key", "default_image", "theme",
        "public_address", "slug_of", "object_id", "base_content_type", "approved_schedule", "preferred_language",
        "current_time_zone", "contrast", "density", "keyboard_shortcuts", "action", "timezone", "index_terms_key", "postcode",
        # Colours, which are checked for contrast.
        "brand", "on_brand", "brand_text", "accent", "on_accent", "wash", "dark_brand", "dark_brand_text", "dark_wash",
    }
)  # fmt: skip
"""Fields of text that hold no words of anybody's."""


def is_text(field: models.Field[Any, Any]) -> bool:
    """Say whether `field` holds words that somebody wrote."""
    is_words = isinstance(field, models.CharField | models.TextField) and not isinstance(field, StreamField)
    return is_words and not field.choices and field.name not in STRUCTURE and not field.is_relation


def mark(instance: Any, keep: Collection[str] = ()) -> Any:
    """Put the mark into every text of `instance` but `keep`, in blocks too, without saving it; returns it."""
    for field in instance._meta.get_fields():
        if not getattr(field, "concrete", False) or field.name in keep:
            continue
        if isinstance(field, StreamField):
            value = getattr(instance, field.name)
            setattr(instance, field.name, json.dumps(marked(list(value.raw_data))))
        elif is_text(field):
            setattr(instance, field.name, words_for(field, instance))
    return instance


def words_for(field: models.Field[Any, Any], instance: Any) -> Any:
    """Return marked words that `field` can hold, different for each record."""
    tail = str(instance.pk or "")
    if field.name in NUMBERS:
        return NUMBER
    if isinstance(field, models.EmailField):
        return f"{SOUGHT}{tail}@{MARK}.example"
    if isinstance(field, models.URLField) or "url" in field.name or "address" in field.name:
        return f"https://{MARK}.example/{SOUGHT}{tail}"
    if isinstance(field, models.SlugField) or field.name in {"slug", "username"}:
        return f"{SOUGHT}-{MARK}-{tail}".strip("-")
    text = f"{WORDS} {field.name} {tail}".strip()
    return text[: field.max_length] if field.max_length else text


def marked(raw: Any) -> Any:
    """Return raw data of blocks with the mark in all prose: in every text of more than one word."""
    match raw:
        case dict():
            return {key: marked(value) for key, value in raw.items()}
        case list():
            return [marked(value) for value in raw]
        case str() if raw.startswith("<"):
            return f"<p>{WORDS}</p>{raw}"
        case str() if " " in raw:
            return f"{WORDS} {raw}"
    return raw
