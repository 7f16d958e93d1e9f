"""What a copy of another organisation's page holds of its owner's: pictures, files, films, contacts, partners become one's own.

So nobody's page refers to records of somebody else, which they could neither see nor keep from being deleted. What its owner
shares with everybody stays a reference. Links to pages stay too: a live page is public.
"""

from typing import Any, Final, cast
from uuid import uuid4

from django.core.files.base import File
from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import CollectionMember, Page

from backend.organisations.models import Organisation

type Copies = dict[str, dict[str, int]]
"""Which copy was made of which record: by the model's label, from number to number, as kept with the adoption."""

_NOT_TAKEN_OVER: Final = frozenset({"uploaded_by_user"})


class OwnMedia:
    """Makes an organisation's own copies of records, each once; `copies` remembers them."""

    def __init__(self, organisation: Organisation, copies: Copies) -> None:
        """Take who the copies are for, and those that there are already."""
        self._organisation = organisation
        self.copies = copies

    def take_over(self, page: Any) -> None:
        """Let `page`, which is not saved, refer to the organisation's own records only."""
        for column in type(page)._meta.concrete_fields:
            if column.model is Page:
                continue
            value = getattr(page, column.name if not column.is_relation else column.attname)
            if isinstance(value, StreamValue):
                raw = [self._rewritten(value.stream_block, block) for block in _stored(value)]
                setattr(page, column.name, StreamValue(value.stream_block, raw, is_lazy=True))
            elif column.is_relation and value is not None:
                setattr(page, column.attname, self._own(column.related_model, value))

    def _rewritten(self, block: Any, raw: Any) -> Any:
        """Return a stored value of `block` with the numbers of one's own records."""
        if isinstance(block, blocks.StreamBlock):
            child = block.child_blocks.get(raw.get("type")) if isinstance(raw, dict) else None
            return {**raw, "value": self._inside(child, raw["value"])} if child is not None else raw
        return self._inside(block, raw)

    def _inside(self, block: Any, raw: Any) -> Any:
        if raw is None:
            return None
        if isinstance(block, blocks.StreamBlock):
            return [self._rewritten(block, one) for one in raw]
        if isinstance(block, blocks.ListBlock):
            return [
                {**one, "value": self._inside(block.child_block, one["value"])}
                if isinstance(one, dict) and one.get("type") == "item"
                else self._inside(block.child_block, one)
                for one in raw
            ]
        if isinstance(block, blocks.StructBlock):
            return {
                name: self._inside(block.child_blocks[name], value) if name in block.child_blocks else value
                for name, value in raw.items()
            }
        if isinstance(block, blocks.ChooserBlock):
            return self._own(block.model_class, raw)
        return raw

    def _own(self, model: type[models.Model], key: Any) -> Any:
        """Return the number of the organisation's own record in the place of number `key`."""
        if issubclass(model, Page) or not _is_kept_apart(model):
            return key
        made = self.copies.setdefault(model._meta.label_lower, {})
        known = made.get(str(key))
        if known is not None and model._default_manager.filter(pk=known).exists():
            return known
        record = model._default_manager.filter(pk=key).first()
        if record is None or self._is_ours(record):
            return key
        made[str(key)] = self._copied(record).pk
        return made[str(key)]

    def _is_ours(self, record: Any) -> bool:
        if getattr(record, "shared", False):
            return True
        if isinstance(record, CollectionMember):
            ours = self._organisation.collection
            return bool(ours is not None and record.collection.path.startswith(ours.path))
        return bool(record.organisation_id == self._organisation.pk)

    def _copied(self, record: Any) -> Any:
        copy = type(record)(**{
            column.attname: self._value(record, column)
            for column in record._meta.concrete_fields
            if not column.primary_key and column.name not in _NOT_TAKEN_OVER
        })  # fmt: skip
        copy.save()
        if isinstance(record, ClusterableModel):
            for relation in get_all_child_relations(type(record)):
                for child in getattr(record, relation.get_accessor_name()).all():
                    self._copy_child(child, relation, copy)
        return copy

    def _copy_child(self, child: Any, relation: Any, parent: Any) -> None:
        values = {column.attname: self._value(child, column) for column in child._meta.concrete_fields}
        values.pop(child._meta.pk.attname)
        type(child)(**{**values, relation.field.attname: parent.pk}).save()

    def _value(self, record: Any, column: Any) -> Any:
        value = getattr(record, column.attname)
        if isinstance(column, models.FileField):
            # A file of its own: Wagtail deletes a file with the record that it belongs to.
            return _copied_file(value, column) if value else ""
        if isinstance(column, models.UUIDField) and column.unique:
            return uuid4()
        match column.name:
            case "collection":
                return cast(Any, self._organisation).collection_id
            case "organisation":
                return self._organisation.pk
        if column.is_relation and value is not None:
            # A page that says more about a contact is its owner's.
            return None if issubclass(column.related_model, Page) else self._own(column.related_model, value)
        return value


def _stored(value: StreamValue) -> list[Any]:
    stored: list[Any] = list(value.get_prep_value())
    return stored


def _copied_file(value: Any, column: models.FileField) -> str:
    with value.storage.open(value.name, "rb") as file:
        name: str = value.storage.save(value.name, File(file), max_length=column.max_length)
    return name


def _is_kept_apart(model: type[models.Model]) -> bool:
    fields = {field.name for field in model._meta.get_fields()}
    return issubclass(model, CollectionMember) or {"organisation", "shared"} <= fields
