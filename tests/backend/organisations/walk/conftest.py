"""Two organisations and what they own, made once for all of the walk's tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from tests.backend.organisations.walk.belongings import Belongings, make_ours, make_theirs, national_offer
from tests.backend.organisations.walk.rows import Rows, read_all


@dataclass
class Scene:
    """Who tries (`ours`), at what (`theirs`), and all rows of the database before anybody tried."""

    ours: Belongings
    theirs: Belongings
    before: dict[str, Rows]
    theirs_rows: dict[str, set[Any]]


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """Make the scene in one transaction, which is rolled back when the module's tests are done."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_scene()
        transaction.set_rollback(True)


def make_scene() -> Scene:
    national_offer()
    ours = make_ours()
    before_theirs = read_all()
    theirs = make_theirs()
    before = read_all()
    owned = {table: set(rows) - set(before_theirs[table]) for table, rows in before.items()}
    return Scene(ours, theirs, before, owned)
