"""What somebody may refer to: records of their organisation, records that others share, and what is public anyway."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from wagtail.blocks import BlockField
from wagtail.models import CollectionMember, Page
from wagtail.permissions import policy_registry
from wagtail.rich_text import extract_references_from_rich_text

type Reference = tuple[type[Model], str]
"""Model and primary key of what is referred to."""

type Confinement = Callable[[Any], QuerySet[Any]]
"""Gives the records of a model that a user may learn of."""

CONFINEMENTS: dict[type[Model], Confinement] = {}
"""Models of Wagtail and Django that have no permission policy of their own, and what of them a user may learn of."""

EXPLORED = ("choose", "change", "delete", "view")


def confine(user: Any, records: QuerySet[Any]) -> QuerySet[Any]:
    """Return those of `records` that `user` may learn of; all of them when such records belong to nobody."""
    if user.is_superuser:
        return records
    allowed = _explored(user, records.model)
    return records if allowed is None else records.filter(pk__in=allowed.order_by().values("pk"))


def may_learn_of(user: Any, model: type[Model], key: Any) -> bool:
    """Say whether `user` may learn of the record of `model` with this key."""
    allowed = None if user.is_superuser else _explored(user, model)
    return allowed is None or allowed.filter(pk=key).exists()


def _explored(user: Any, model: type[Model]) -> QuerySet[Any] | None:
    if issubclass(model, Page):
        # The root of all trees has no words of anybody's, and Wagtail leads from it to one's own pages.
        found: QuerySet[Any] = policy_registry.get_by_type(Page).explorable_instances(user)
        return found | Page.objects.filter(depth=1)
    for base in model.__mro__:
        if base in CONFINEMENTS:
            return CONFINEMENTS[base](user)
    if not is_kept_apart(model):
        return None
    instances: QuerySet[Any] = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, EXPLORED)
    return instances


def is_kept_apart(model: type[Model]) -> bool:
    """Say whether records of `model` belong to one organisation: its policy says so, or they lie in a collection."""
    policy = policy_registry.get_by_type(model, fallback=False)
    return issubclass(model, CollectionMember) or bool(getattr(policy, "keeps_apart", False))


def out_of_reach(user: Any, references: Iterable[Reference]) -> set[Reference]:
    """Return those of `references` that `user` may not make."""
    wanted: dict[type[Model], set[str]] = {}
    for model, key in references:
        wanted.setdefault(model, set()).add(key)
    return {
        (model, key) for model, keys in wanted.items() for key in keys - {str(pk) for pk in _reached(user, model, keys)}
    }


def _reached(user: Any, model: type[Model], keys: set[str]) -> Iterable[Any]:
    policy = policy_registry.get_by_type(model)
    if issubclass(model, Page):
        # A live page is public: anybody may link to it, whoever owns it.
        own = policy.explorable_instances(user).filter(pk__in=keys).values_list("pk", flat=True)
        public = Page.objects.filter(pk__in=keys).live().public().values_list("pk", flat=True)
        return {*own, *public}
    if not is_kept_apart(model):
        return keys
    allowed = policy.instances_user_has_any_permission_for(user, ["choose", "change"])
    reached: Iterable[Any] = allowed.filter(pk__in=keys).values_list("pk", flat=True)
    return reached


def references_in(field: forms.Field, value: Any) -> Iterator[Reference]:
    """Yield what `value` of a form's `field` refers to: by a chooser, in blocks or in rich text."""
    if value in (None, ""):
        return
    if isinstance(field, BlockField):
        yield from _with_models(field.block.extract_references(value))
    elif isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        chosen = value if isinstance(value, list | tuple | set) else [value]
        keys = (getattr(item, "pk", item) for item in chosen)
        yield from _with_models((field.queryset.model, key) for key in keys)
    elif isinstance(value, str) and "<" in value:
        yield from _with_models(extract_references_from_rich_text(value))


def _with_models(found: Iterable[tuple[Any, ...]]) -> Iterator[Reference]:
    for model, key, *_ in found:
        # What is no key at all is the field's own business: it finds no record for it.
        if str(key).isdigit():
            yield _base(model), str(int(str(key)))


def _base(model: Any) -> type[Model]:
    base: type[Model] = Page if issubclass(model, Page) else model
    return base
