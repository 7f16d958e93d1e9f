"""security.txt (RFC 9116): what it says, and that its date is never near."""

from datetime import UTC, date, datetime, timedelta

import pytest

from content_models import Manifest
from content_models.examples import example_manifest
from content_models.site import SecurityContact
from frontend.plan.security import FILE, expires, security_txt

TODAY = date(2026, 11, 26)
BASE = example_manifest("marlshire")


def manifest(**settings: object) -> Manifest:
    return BASE.model_copy(update={"site": BASE.site.model_copy(update=settings)})


def lines(manifest: Manifest, today: date = TODAY) -> list[tuple[str, str]]:
    written = security_txt(manifest, today)[FILE].decode().splitlines()
    return [(name, value) for name, _, value in (line.partition(": ") for line in written)]


def test_it_says_whom_to_tell_until_when_in_which_languages_and_where_it_belongs() -> None:
    settings = SecurityContact(contact="security@marlshire.example", policy="https://marlshire.example/security/")
    assert lines(manifest(security=settings)) == [
        ("Contact", "mailto:security@marlshire.example"),
        ("Expires", "2027-09-26T00:00:00Z"),
        ("Preferred-Languages", "en, cy, ur"),
        ("Canonical", f"{BASE.site.base_url}/.well-known/security.txt"),
        ("Policy", "https://marlshire.example/security/"),
    ]


def test_a_web_address_stands_as_it_is() -> None:
    found = dict(lines(manifest(security=SecurityContact(contact="https://report.example/form"))))
    assert found["Contact"] == "https://report.example/form"


@pytest.mark.parametrize("security", [None, SecurityContact(policy="https://marlshire.example/security/")])
def test_without_one_of_its_own_the_organisations_contact_is_told(security: SecurityContact | None) -> None:
    foot = BASE.site.footer_contact
    assert foot
    own = next(contact for contact in BASE.contacts if contact.id == foot.contact.contact)
    assert own.email
    assert dict(lines(manifest(security=security)))["Contact"] == f"mailto:{own.email}"


def test_a_site_that_names_nobody_has_none() -> None:
    assert security_txt(manifest(security=None, footer_contact=None), TODAY) == {}


def test_its_date_is_never_near_and_less_than_a_year_away() -> None:
    day = date(2026, 1, 1)
    while day < date(2029, 1, 1):
        left = expires(day) - day
        assert timedelta(days=268) <= left <= timedelta(days=360), day
        day += timedelta(days=1)


def test_it_is_the_same_for_a_quarter_of_a_year() -> None:
    assert expires(date(2026, 10, 1)) == expires(date(2026, 12, 31)) == date(2027, 9, 26)
    assert expires(date(2027, 1, 1)) == date(2027, 12, 27)


def test_its_date_is_read_as_a_time_with_a_zone() -> None:
    found = dict(lines(manifest()))["Expires"]
    assert datetime.fromisoformat(found) == datetime(2027, 9, 26, tzinfo=UTC)
