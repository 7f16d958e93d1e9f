"""Which tests of the backend run on one database only: PostgreSQL, the one of production, where the machine has it.

Their answer does not hang on the database: screens, forms, rules and words, or long journeys over what other tests ask of
both. `make test` leaves them out on SQLite when they ran on PostgreSQL; a single file runs on whatever it is asked to.
"""

import pytest

ONE_DATABASE = (
    "tests/backend/api/test_client.py",
    "tests/backend/core/",
    "tests/backend/demo/",
    "tests/backend/feedback/test_browser.py",
    "tests/backend/feedback/views/",
    "tests/backend/media/",
    "tests/backend/organisations/",
    "tests/backend/pages/importing/",
    "tests/backend/pages/test_admin.py",
    "tests/backend/pages/test_browser.py",
    "tests/backend/pages/test_types.py",
    "tests/backend/publishing/presenters/",
    "tests/backend/publishing/test_kill.py",
    "tests/backend/sharing/editor/",
    "tests/backend/sharing/readable/",
    "tests/backend/sharing/test_browser.py",
    "tests/backend/sharing/test_journey.py",
    "tests/backend/sharing/views/",
)


def mark(items: list[pytest.Item]) -> None:
    """Mark those tests, so that `-m "not one_database"` leaves them out."""
    for item in items:
        if item.nodeid.startswith(ONE_DATABASE):
            item.add_marker("one_database")
