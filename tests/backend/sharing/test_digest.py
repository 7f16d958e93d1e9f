"""The letter about shared content: once a day to each team that has something to decide."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from backend.sharing import digest
from backend.sharing.adopting import keep
from backend.sharing.digest import digest_for, send_digests
from backend.sharing.models import DigestSent, Letter, Mode
from tests.backend.publishing.adoptions import republish
from tests.backend.sharing.neighbours import Neighbours, anew, person, told, use


@pytest.fixture
def waiting(world: Neighbours) -> Any:
    """Essex has a change to review, and a team; Colchester follows."""
    adoption = use(world.offer, world.essex, Mode.REVIEW)
    use(world.offer, world.colchester, Mode.FOLLOW)
    for one in (world.essex, world.colchester):
        person(one)
    republish(world.source, summary="Better.")
    return adoption


def test_it_says_what_waits_to_whom_it_concerns(waiting: Any) -> None:
    assert send_digests() == 1
    ((slug, words),) = told()
    assert slug == "essex"
    assert "One shared page needs your attention:" in words
    assert "- Listening: National published a new version." in words


def test_it_goes_once_a_day_however_often_it_is_asked_for(waiting: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (send_digests(), send_digests()) == (1, 0)
    tomorrow: date = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    assert send_digests() == 1
    assert (Letter.objects.count(), DigestSent.objects.count()) == (2, 2)


def test_who_dies_on_the_way_neither_forgets_a_team_nor_writes_twice(
    waiting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(digest, "tell", dying)
        with pytest.raises(KeyboardInterrupt):
            send_digests()
    assert not DigestSent.objects.exists()
    assert send_digests() == 1


def test_what_a_team_put_off_is_left_out_until_its_day(waiting: Any, world: Neighbours) -> None:
    day = timezone.localdate() + timedelta(days=3)
    keep(anew(waiting), remind_on=day, actor=None)
    assert digest_for(world.essex) is None
    assert send_digests() == 0


def test_a_team_without_anybody_to_write_to_gets_no_record_of_a_letter(world: Neighbours) -> None:
    use(world.offer, world.essex, Mode.REVIEW)
    republish(world.source, summary="Better.")
    assert send_digests() == 0
    assert not DigestSent.objects.exists()


def test_the_command_sends_it(waiting: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("send_sharing_digest")
    assert capsys.readouterr().out == "1 letters sent.\n"
    assert [letter.subject for letter in mail.outbox] == ["Essex: shared content"]
