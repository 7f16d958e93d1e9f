"""The demonstration follows the port that its sites are served on."""

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from backend.organisations.models import Organisation
from tests.backend.pages.factories import make_organisation

pytestmark = pytest.mark.django_db


def addresses() -> dict[str, str]:
    return dict(Organisation.objects.values_list("slug", "public_address"))


def test_only_addresses_on_this_machine_change(settings: LazySettings, capsys: pytest.CaptureFixture[str]) -> None:
    make_organisation("marlshire", public_address="http://marlshire.localhost:8080")
    make_organisation("kelham", public_address="https://prevent.kelham.example")
    settings.SITES_PORT = 9090
    call_command("move_demo")
    assert addresses() == {"marlshire": "http://marlshire.localhost:9090", "kelham": "https://prevent.kelham.example"}
    assert Organisation.objects.get(slug="marlshire").site.port == 9090
    assert capsys.readouterr().out == "marlshire is now at http://marlshire.localhost:9090\n"


def test_nothing_is_touched_when_the_port_is_the_same(
    settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    make_organisation("marlshire", public_address="http://marlshire.localhost:8080")
    settings.SITES_PORT = 8080
    call_command("move_demo")
    assert capsys.readouterr().out == ""


def test_the_receiver_of_feedback_follows_the_backend(
    settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    make_organisation(
        "marlshire", public_address="http://marlshire.localhost:8080",
        feedback_url="http://localhost:8000/api/v1/feedback/",
    )  # fmt: skip
    make_organisation("kelham", public_address="https://kelham.example", feedback_url="https://feedback.example/")
    make_organisation("pendrick", public_address="http://pendrick.localhost:8080")
    settings.SITES_PORT = 8080
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:9000"
    call_command("move_demo")
    assert dict(Organisation.objects.values_list("slug", "feedback_url")) == {
        "marlshire": "http://localhost:9000/api/v1/feedback/",
        "kelham": "https://feedback.example/",
        "pendrick": "",
    }
