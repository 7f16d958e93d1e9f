"""Variables of the environment: typed, and everything that is wrong is told at once."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from backend.settings.environment import Environment, is_local


def test_everything_that_is_wrong_is_told_in_one_sentence_each() -> None:
    env = Environment({"PORT": "eighty", "MODE": "fast", "KEY": "short", "URL": "http://x.org", "DIR": "var"})
    env.text("NAME", "what it is called")
    env.text("KEY", "a secret", shortest=10)
    env.number("PORT", "where it listens")
    env.choice("MODE", "how", ("slow", "slower"))
    env.address("URL", "where it is")
    env.folder("DIR", "where things lie")
    with pytest.raises(ImproperlyConfigured) as told:
        env.check()
    assert str(told.value) == (
        "The environment is not complete: NAME is not set (what it is called); KEY is too short: it needs at least 10 "
        "characters; PORT must be a whole number, not “eighty”; MODE must be one of slow, slower, not “fast”; URL must "
        "begin with https://; plain http is for localhost only; DIR must be an absolute path, not “var”."
    )


def test_values_are_read_by_their_type() -> None:
    env = Environment({"N": " 12 ", "F": "1", "L": "a, b,,c ", "D": "/srv", "U": "https://x.org/"})
    assert env.number("N", "") == 12
    assert env.flag("F", "", default=False) is True
    assert env.names("L", "") == ["a", "b", "c"]
    assert env.folder("D", "") == Path("/srv")
    assert env.address("U", "") == "https://x.org"
    env.check()


def test_a_variable_that_is_set_to_nothing_has_its_default() -> None:
    env = Environment({"N": "", "T": "  "})
    assert env.number("N", "", 5) == 5
    assert env.text("T", "", "word") == "word"
    assert env.flag("MISSING", "", default=True) is True
    env.check()


@pytest.mark.parametrize(
    "address", ["x.org", "ftp://x.org", "https://", "https://u@x.org", "https://x.org?a", "http://[x"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    env = Environment({"URL": address})
    env.address("URL", "")
    with pytest.raises(ImproperlyConfigured, match="URL is no address"):
        env.check()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "essex.localhost"])
def test_plain_http_is_for_this_machine(host: str) -> None:
    assert is_local(host)
    env = Environment({"URL": f"http://{host}:8000"})
    env.address("URL", "")
    env.check()


def test_the_value_of_a_secret_is_never_told() -> None:
    env = Environment({"SECRET": "hunter2"})
    env.text("SECRET", "a secret", shortest=50)
    with pytest.raises(ImproperlyConfigured) as told:
        env.check()
    assert "hunter2" not in str(told.value)
