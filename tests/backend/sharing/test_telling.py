"""Letters: to the right people, once, after what they tell is saved, and not lost with the process that wrote them."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backend.organisations.models import Role
from backend.sharing.models import Letter, Mode
from backend.sharing.offering import recall
from backend.sharing.telling import send_letters, team, tell
from tests.backend.pages.factories import make_organisation
from tests.backend.sharing.neighbours import Neighbours, person, use

commit = TestCase.captureOnCommitCallbacks


@pytest.fixture
def readers(world: Neighbours) -> Neighbours:
    """Somebody of each role in both adopting organisations."""
    for organisation in (world.essex, world.colchester):
        for role in Role:
            person(organisation, role)
    return world


def test_editors_and_administrators_are_written_to_and_nobody_sees_who_else(readers: Neighbours) -> None:
    with commit(execute=True):
        tell([readers.essex.pk], "Something", "It happened.")
    (letter,) = mail.outbox
    assert sorted(letter.bcc) == ["essex-administrator@example.org", "essex-editor@example.org"] == team(readers.essex)
    assert (letter.to, letter.cc, letter.subject) == ([], [], "Essex: Something")
    assert "It happened." in letter.body
    assert "/admin/sharing/" in letter.body
    assert not Letter.objects.exists()


def test_nothing_is_sent_before_the_commit_or_of_what_was_rolled_back(readers: Neighbours) -> None:
    use(readers.offer, readers.essex)
    with commit(execute=True), transaction.atomic():
        recall(readers.offer, reason="Wrong.", actor=None)
        assert mail.outbox == []
        transaction.set_rollback(True)
    assert (mail.outbox, Letter.objects.count()) == ([], 0)


def test_a_letter_outlives_the_process_that_wrote_it(readers: Neighbours) -> None:
    use(readers.offer, readers.essex, Mode.REVIEW)
    with commit(execute=False):
        recall(readers.offer, reason="Wrong.", actor=None)
    # The process dies right after the commit; whoever publishes sends it in its next round.
    assert mail.outbox == []
    call_command("run_publishing", once=True)
    assert ["was recalled" in letter.subject for letter in mail.outbox] == [True]
    call_command("run_publishing", once=True)
    assert len(mail.outbox) == 1


def test_people_who_left_are_not_written_to_and_nobody_at_all_is_no_fault(world: Neighbours) -> None:
    gone = person(world.essex)
    gone.is_active = False
    gone.save()
    tell([world.essex.pk, world.colchester.pk], "Something", "It happened.")
    assert send_letters() == 2
    assert (mail.outbox, Letter.objects.count()) == ([], 0)


def test_a_mail_server_that_refuses_stops_nothing_and_is_tried_again_later(
    readers: Neighbours, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = EmailMessage.send

    def refusing(self: EmailMessage, *args: Any, **kwargs: Any) -> Any:
        if "Essex" in self.subject:
            raise ConnectionRefusedError(f"550 no such user {self.bcc}")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", refusing)
    tell([readers.essex.pk, readers.colchester.pk], "Something", "It happened.")
    with caplog.at_level(logging.INFO):
        assert send_letters() == 1
    assert [letter.subject for letter in mail.outbox] == ["Colchester: Something"]
    assert "ConnectionRefusedError" in caplog.text
    assert "@" not in caplog.text, "no personal data in the log"
    left = Letter.objects.get()
    assert (left.attempts, left.due > timezone.now()) == (1, True)
    assert send_letters() == 0, "not before its time"
    monkeypatch.undo()
    Letter.objects.update(due=timezone.now() - timedelta(seconds=1))
    assert send_letters() == 1
    assert len(mail.outbox) == 2


def test_telling_many_takes_as_many_queries_as_telling_one(world: Neighbours) -> None:
    others = [make_organisation(f"force-{number}").pk for number in range(5)]

    def cost(organisations: list[int]) -> int:
        with CaptureQueriesContext(connection) as captured:
            tell(organisations, "Something", "It happened.")
        return len(captured)

    assert cost([world.essex.pk]) == cost(others)
    assert cost([]) == 0
    assert Letter.objects.count() == 6
