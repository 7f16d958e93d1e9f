"""Rows of all tables as they are, and what a request wrote: to see that nothing of theirs was touched."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model

type Rows = dict[Any, dict[str, Any]]
"""Rows of one table by primary key."""

WRITING = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)

PASSING = frozenset({"django_session", "django_content_type", "auth_permission", "wagtailcore_locale"})
"""Tables of nobody's: sessions, and what Django makes when it is first asked for."""


def models_by_table() -> dict[str, type[Model]]:
    """Return every model that has a table of its own, those behind many-to-many fields too."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.db_table: model
        for model in models
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in PASSING
    }


def read(model: type[Model]) -> Rows:
    """Return the rows of `model`'s own table."""
    key = model._meta.pk.attname
    columns = [field.attname for field in model._meta.local_concrete_fields]
    return {row[key]: row for row in model._base_manager.values(*dict.fromkeys((key, *columns)))}


def read_all() -> dict[str, Rows]:
    """Return the rows of all tables."""
    return {table: read(model) for table, model in models_by_table().items()}


@contextmanager
def written_tables() -> Iterator[set[str]]:
    """Collect the names of tables that are written to."""
    tables: set[str] = set()

    def notice(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITING.match(sql):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(notice):
        yield tables


def touched(table: str, before: dict[str, Rows], theirs: dict[str, set[Any]]) -> Iterator[str]:
    """Yield a sentence for each row of theirs in `table` that changed or went, and each row that now leads to one."""
    model = models_by_table().get(table)
    if model is None:
        return
    now = read(model)
    for key in theirs[table]:
        if now.get(key) != before[table][key]:
            yield f"{'changes' if key in now else 'deletes'} row {key} of {table}"
    for key, row in now.items():
        old = before[table].get(key)
        if key in theirs[table] or row == old:
            continue
        for column, target in _leads_to(model):
            is_new = old is None or old[column] != row[column]
            if is_new and row[column] in theirs.get(target, ()):
                yield f"makes row {key} of {table} lead to {target} {row[column]} by {column}"


def _leads_to(model: type[Model]) -> Iterator[tuple[str, str]]:
    for field in model._meta.local_concrete_fields:
        if isinstance(field, ForeignKey) and isinstance(field.related_model, type):
            yield field.attname, field.related_model._meta.db_table
