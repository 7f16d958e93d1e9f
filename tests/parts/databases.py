"""Which tests of the backend run on both databases: those whose answer hangs on the database.

They ask it for what SQLite and PostgreSQL do each in their own way: constraints, locks and claims, JSON, searching, raw SQL,
the order of rows, what is stored and read again. Screens, forms, rules and words, long journeys and what only combines
these run on one database: PostgreSQL, the one of production, where the machine has it. The demonstration and the tests
from end to end run the whole system on SQLite. `make test` leaves the rest out on SQLite when it ran on PostgreSQL; a
single file runs on whatever it is asked to.
"""

import pytest

BACKEND = "tests/backend/"
BOTH_DATABASES = (
    "tests/backend/api/views/test_documents.py",
    "tests/backend/api/views/test_feedback.py",
    "tests/backend/api/views/test_pages.py",
    "tests/backend/api/views/test_sites.py",
    "tests/backend/api/test_attacks.py",
    "tests/backend/feedback/test_retention.py",
    "tests/backend/feedback/test_visits.py",
    "tests/backend/publishing/test_commands.py",
    "tests/backend/publishing/test_drain.py",
    "tests/backend/publishing/test_nearest.py",
    "tests/backend/publishing/test_plan.py",
    "tests/backend/publishing/test_reconcile.py",
    "tests/backend/publishing/test_record.py",
    "tests/backend/publishing/test_redirects.py",
    "tests/backend/publishing/test_signals.py",
    "tests/backend/sharing/models/",
    "tests/backend/sharing/test_adopting.py",
    "tests/backend/sharing/test_references.py",
)


def mark(items: list[pytest.Item]) -> None:
    """Mark the others, so that `-m "not one_database"` leaves them out."""
    for item in items:
        if item.nodeid.startswith(BACKEND) and not item.nodeid.startswith(BOTH_DATABASES):
            item.add_marker("one_database")
