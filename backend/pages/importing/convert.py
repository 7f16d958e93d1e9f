"""Front matter and body → values of Wagtail fields, guided by the blocks that each field declares.

The files speak the contract's language (`content_models/schema`); blocks have the same names, so one walk over the blocks
converts every page type, those of the future included.
"""

from collections.abc import Callable
from typing import Any, Protocol
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock

from backend.core.blocks.text import TableBlock
from backend.pages.importing.markdown import MarkdownError, SourceBlock, rich_text
from backend.pages.importing.problems import Keys
from backend.pages.importing.references import References


class Report(Protocol):
    """Takes the keys of a wrong value, a sentence, and how many lines into the value it is."""

    def __call__(self, keys: Keys, message: str, lines_in: int = 0) -> None:
        """Note the problem."""


BODY = ""
"""The first key of values in the text below the front matter."""

_NAMES = ("title", "heading", "text", "name", "claim", "when", "at")
SHORT_FORMS = {"page": "link", "day": "days"}
"""What files may call a field of a block: a card's page is `link` there, and the days of opening times are `days`."""


class Converter:
    """Converts the values of one page, and reports those that cannot be."""

    def __init__(self, page: UUID, references: References, report: Report) -> None:
        self.page = page
        self.references = references
        self.report = report
        # The first that fits: a table and an image are groups too, with a form of their own.
        self._by_block: tuple[tuple[type[blocks.Block], Callable[[Any, Any, Keys], Any]], ...] = (
            (blocks.StreamBlock, self._stream),
            (blocks.ListBlock, self._list),
            (TableBlock, lambda _, data, __: data),
            (ImageBlock, self._image),
            (blocks.StructBlock, self._struct),
            (blocks.RichTextBlock, lambda _, data, keys: self._rich_text(data, keys)),
            (blocks.ChooserBlock, lambda block, data, keys: self._reference(block.target_model, data, keys)),
        )

    def field(self, field: models.Field[Any, Any], data: Any) -> Any:
        """Return the value to assign to a model field."""
        keys: Keys = (field.name,)
        if isinstance(field, StreamField):
            return blocks.StreamValue(field.stream_block, self._stream(field.stream_block, data, keys), is_lazy=True)
        if isinstance(field, RichTextField):
            return self._rich_text(data, keys)
        if isinstance(field, models.ForeignKey):
            return self._reference(field.related_model, data, keys)
        if isinstance(data, dict):
            self.report(keys, f"`{field.name}` is a single value, not a group of fields.")
            return None
        if isinstance(field, models.CharField | models.TextField):
            return "" if data is None else str(data)
        if isinstance(field, models.JSONField):
            return [str(item) for item in data] if isinstance(data, list) else data
        try:
            return field.to_python(data)
        except ValidationError as error:
            self.report(keys, f"`{field.name}`: {' '.join(error.messages)}")
            return None

    def body(self, stream_block: blocks.StreamBlock, source: tuple[SourceBlock, ...]) -> blocks.StreamValue:
        """Return the value of a field of blocks from the text below the front matter."""
        raw = []
        for number, block in enumerate(source):
            keys: Keys = (BODY, number)
            if child := self._child(stream_block, block.type, keys):
                raw.append(self._item(block.type, self._value(child, block.value, keys), block.value, keys))
        return blocks.StreamValue(stream_block, _numbered(raw), is_lazy=True)

    def _stream(self, block: blocks.StreamBlock, data: Any, keys: Keys) -> list[dict[str, Any]]:
        if data is None:
            return []
        single = next(iter(block.child_blocks)) if len(block.child_blocks) == 1 else None
        if not isinstance(data, list):
            data = [data]
        raw = []
        for number, item in enumerate(data):
            kind, value = (single, item) if single else _kind_and_value(item)
            at = (*keys, number)
            if kind is None:
                self.report(at, f"Say which `type` this is: {', '.join(block.child_blocks)}.")
            elif child := self._child(block, kind, at):
                raw.append(self._item(kind, self._value(child, value, at), value, keys))
        return _numbered(raw)

    def _child(self, block: blocks.StreamBlock, kind: str, keys: Keys) -> blocks.Block | None:
        if child := block.child_blocks.get(kind):
            return child
        self.report(keys, f"A block of type `{kind}` cannot stand here; these can: {', '.join(block.child_blocks)}.")
        return None

    def _value(self, block: blocks.Block, data: Any, keys: Keys) -> Any:
        for kind, convert in self._by_block:
            if isinstance(block, kind):
                return convert(block, data, keys)
        if isinstance(data, dict):
            self.report(keys, "This is a single value, not a group of fields.")
            return None
        if isinstance(block, blocks.MultipleChoiceBlock) and not isinstance(data, list | None):
            return [str(data)]
        return str(data) if isinstance(data, int) and isinstance(block, blocks.CharBlock | blocks.ChoiceBlock) else data

    def _list(self, block: blocks.ListBlock, data: Any, keys: Keys) -> list[dict[str, Any]]:
        items = data if isinstance(data, list) else [] if data is None else [data]
        raw = [
            self._item("item", self._value(block.child_block, item, (*keys, number)), item, keys)
            for number, item in enumerate(items)
        ]
        return _numbered(raw)

    def _struct(self, block: blocks.StructBlock, data: Any, keys: Keys) -> dict[str, Any]:
        if data is None:
            return {}
        if not isinstance(data, dict):
            self.report(keys, f"Expected fields here: {', '.join(block.child_blocks)}.")
            return {}
        values: dict[str, Any] = {}
        for name, value in data.items():
            child = name if name in block.child_blocks else SHORT_FORMS.get(name, name)
            if child not in block.child_blocks:
                self.report(
                    (*keys, name), f"There is no field `{name}` here; there are: {', '.join(block.child_blocks)}."
                )
                continue
            values[str(child)] = self._value(block.child_blocks[child], value, (*keys, name))
        return values

    def _image(self, block: ImageBlock, data: Any, keys: Keys) -> dict[str, Any] | None:
        if data is None:
            return None
        fields = data if isinstance(data, dict) else {"image": data}
        image = self._reference(block.child_blocks["image"].target_model, fields.get("image"), keys)
        alt = str(fields.get("alt") or "")
        if image and not alt and not fields.get("decorative"):
            model = block.child_blocks["image"].target_model
            alt = model.objects.values_list("description", flat=True).get(pk=image)
        return {"image": image, "alt_text": alt, "decorative": bool(fields.get("decorative"))}

    def _rich_text(self, data: Any, keys: Keys) -> str:
        if data is None:
            return ""
        try:
            return rich_text(str(data), self.references.page)
        except MarkdownError as error:
            self.report(keys, str(error), error.line - 1)
            return ""

    def _reference(self, target: type[models.Model] | str, data: Any, keys: Keys) -> int | None:
        if isinstance(data, dict) and len(data) == 1:
            data = next(iter(data.values()))
        if data is None:
            return None
        known = self.references.of(target)
        if known is None or isinstance(data, dict | list):
            self.report(keys, "This cannot be chosen in a file.")
            return None
        name, find = known
        found = find(str(data))
        if found is None:
            self.report(keys, f"There is no {name} `{data}` that this organisation may use.")
        return found

    def _item(self, kind: str, value: Any, source: Any, keys: Keys) -> dict[str, Any]:
        """Return a stored item, named by what it says and not by its place: overlays and anchors keep it through moves."""
        name = next((str(source[key]) for key in _NAMES if source.get(key)), "") if isinstance(source, dict) else ""
        return {"type": kind, "value": value, "id": f"{'.'.join(map(str, keys[:-1]))}|{kind}|{name}|{self.page}"}


def _numbered(raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Turn what names each item into its id, the same at every import as long as the item keeps its words."""
    seen: dict[str, int] = {}
    for item in raw:
        name = item["id"]
        seen[name] = seen.get(name, 0) + 1
        item["id"] = str(uuid5(NAMESPACE_URL, f"{name}|{seen[name]}"))
    return raw


def _kind_and_value(item: Any) -> tuple[str | None, Any]:
    if not isinstance(item, dict) or "type" not in item:
        return None, item
    rest = {name: value for name, value in item.items() if name != "type"}
    return item["type"], rest["value"] if rest.keys() == {"value"} else rest
