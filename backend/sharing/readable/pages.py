"""The fields of a page that the public reads, in the order in which its editor and its page show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import models
from django.template.defaultfilters import linebreaks_filter
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel
from wagtail.admin.panels.group import PanelGroup
from wagtail.fields import RichTextField, StreamField

from backend.sharing.readable.blocks import readable, words

MACHINERY: Final = frozenset({"purpose", "order"})
"""Choices that a page needs and that nobody reads on it."""


@dataclass(frozen=True, slots=True)
class Section:
    """One field of a page: its name, what it is called, and what it says as HTML."""

    name: str
    label: str
    html: SafeString


def public_fields(page: Any) -> list[tuple[str, str]]:
    """Return name and label of every field of `page` that its public page shows, its title first, its body last.

    They are the fields of the editor's first tab; a record that stays private, such as consent, has a tab of its own.
    """
    panels = [*type(page).content_panels, *type(page).body_panels]
    return list(_fields(type(page), panels))


def _fields(model: type[models.Model], panels: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for panel in panels:
        if isinstance(panel, FieldPanel) and panel.field_name not in MACHINERY:
            field = model._meta.get_field(panel.field_name)
            yield panel.field_name, panel.heading or capfirst(str(getattr(field, "verbose_name", panel.field_name)))
        elif isinstance(panel, PanelGroup):
            yield from _fields(model, panel.children)


def section(page: Any, name: str, label: str) -> Section:
    """Return one field of `page`."""
    return Section(name, label, _html(page, page._meta.get_field(name), label))


def _html(page: Any, field: Any, label: str) -> SafeString:
    value = getattr(page, field.name)
    if value in (None, "", False):
        return SafeString("")
    if isinstance(field, StreamField):
        return readable(field.stream_block, value)
    if isinstance(field, RichTextField):
        return words(value)
    if isinstance(field, models.BooleanField):
        return format_html('<p class="readable-quiet">{}</p>', label)
    if isinstance(value, list):
        return _choices(field, value)
    if field.choices:
        return format_html("<p>{}</p>", page._get_FIELD_display(field))
    if isinstance(value, str):
        return SafeString(linebreaks_filter(value, autoescape=True))
    return format_html("<p>{}</p>", str(value) if isinstance(value, models.Model) else localize(value))


def _choices(field: Any, value: list[str]) -> SafeString:
    if not value:
        return SafeString("")
    labels = dict(getattr(field, "options", ()))
    items = ((labels.get(entry, entry),) for entry in value)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items))
