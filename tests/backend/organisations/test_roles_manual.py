"""The manual's tables of roles say what the code does."""

from pathlib import Path

import pytest

from backend.organisations.models import Role
from backend.organisations.roles import POWERS
from backend.sharing.powers import _ROLES, Deed, power_of

MANUAL = Path(__file__).parents[3] / "docs" / "roles.md"

RECORDS = {
    "contacts": "organisations.Contact",
    "partners": "pages.Partner",
    "redirects": "wagtailredirects.Redirect",
    "settings of the organisation": "organisations.Organisation",
}

PEOPLE = {Role.ADMINISTRATOR: ("invite", "change role", "remove")}
"""The screens ask `may_administer`; tests/backend/organisations/test_people.py tries them as each role."""


@pytest.fixture(scope="module")
def manual() -> dict[str, list[str]]:
    rows = [line.strip("| ").split(" | ") for line in MANUAL.read_text().splitlines() if line.startswith("| ")]
    return {what: cells for what, *cells in rows if what not in {"what", "---"}}


def words(actions: tuple[str, ...]) -> str:
    return ", ".join(actions) or "–"


def test_each_kind_of_object_has_the_powers_that_the_manual_says(manual: dict[str, list[str]]) -> None:
    assert manual["pages"] == [words(POWERS[role].pages) for role in Role]
    assert manual["images, documents and films"] == [words(POWERS[role].media) for role in Role]
    for what, model in RECORDS.items():
        assert manual[what] == [words(POWERS[role].records.get(model, ())) for role in Role], what
    assert manual["people"] == [words(PEOPLE.get(role, ())) for role in Role]


def test_no_record_is_missing_from_the_manual() -> None:
    assert {model for powers in POWERS.values() for model in powers.records} == set(RECORDS.values())


def test_each_deed_with_shared_pages_is_for_the_roles_that_the_manual_says(manual: dict[str, list[str]]) -> None:
    told = {what: cells for what, cells in manual.items() if set(cells) <= {"yes", "–"}}
    done = {str(deed): ["yes" if role in _ROLES[power_of(deed)] else "–" for role in Role] for deed in Deed}
    assert told == done


def test_each_role_may_do_what_those_before_it_may() -> None:
    for before, after in zip(Role, list(Role)[1:], strict=False):
        assert set(POWERS[before].pages) <= set(POWERS[after].pages)
        assert set(POWERS[before].media) <= set(POWERS[after].media)
        for model, actions in POWERS[before].records.items():
            assert set(actions) <= set(POWERS[after].records[model]), model
