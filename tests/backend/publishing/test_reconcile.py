"""Reconciling: whatever the store lacks or holds too much, afterwards it shows what is live."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from backend.organisations.models import Organisation
from backend.pages.models import NewsPage
from backend.publishing import compiled
from backend.publishing.models import (
    CompiledPage,
    DocumentMedia,
    LiveEntry,
    ManifestReference,
    PublishIntent,
    StoredDocument,
    StoredManifest,
)
from backend.publishing.reconcile import reconcile
from tests.backend.pages.factories import make_page
from tests.backend.publishing.sites import document_json, drained, paths, state, stored


def test_where_nothing_differs_nothing_is_done(marlshire: Organisation) -> None:
    make_page("news", marlshire)
    drained()
    before = state()
    result = reconcile()
    assert result.is_right
    assert list(result.lines()) == []
    assert state() == before


def test_intents_that_got_lost_are_made_good(marlshire: Organisation) -> None:
    page = make_page("news", marlshire, slug="launch")
    PublishIntent.objects.all().delete()
    result = reconcile()
    assert result.compiled == {page.pk: page.title}
    assert result.recorded == {"marlshire": 2}
    assert paths(marlshire) == ["/", "/launch/"]


def test_intents_that_a_dead_process_took_are_taken_up_at_once(marlshire: Organisation) -> None:
    from backend.publishing import drain as draining

    make_page("news", marlshire, slug="launch")
    draining._claim()
    assert reconcile().is_right
    assert paths(marlshire) == ["/", "/launch/"]
    assert not PublishIntent.objects.filter(done=None).exists()


def test_a_page_taken_down_behind_our_back_goes(marlshire: Organisation) -> None:
    page = make_page("news", marlshire, slug="launch")
    drained()
    NewsPage.objects.filter(pk=page.pk).update(live=False)
    reconcile()
    assert paths(marlshire) == ["/"]


def test_a_store_that_was_emptied_is_filled_again_with_the_same_documents(marlshire: Organisation) -> None:
    make_page("news", marlshire, slug="launch")
    make_page("strategy", marlshire, slug="strategy")
    drained()
    before = {entry.path: entry.document_id for entry in LiveEntry.objects.all()}
    for model in (LiveEntry, ManifestReference, StoredManifest, CompiledPage, DocumentMedia, StoredDocument):
        model.objects.all().delete()
    assert reconcile().is_right
    assert {entry.path: entry.document_id for entry in LiveEntry.objects.all()} == before


def test_code_that_changed_compiles_every_page_again(marlshire: Organisation, monkeypatch: Any) -> None:
    make_page("news", marlshire)
    drained()
    CompiledPage.objects.update(compiled_at=None)
    monkeypatch.setattr(compiled, "code_version", lambda: "another")
    assert reconcile().is_right
    assert not CompiledPage.objects.filter(compiled_at=None).exists()


def test_full_finds_what_no_stamp_shows(marlshire: Organisation) -> None:
    page = make_page("news", marlshire, slug="launch")
    drained()
    NewsPage.objects.filter(pk=page.pk).update(summary="Changed past all signals.")
    assert reconcile().compiled == {}
    assert reconcile(full=True).compiled == {page.pk: page.title}
    assert document_json(page)["summary"] == "Changed past all signals."


def test_what_somebody_has_to_mend_is_said_every_time(marlshire: Organisation) -> None:
    page = make_page("news", marlshire)
    NewsPage.objects.filter(pk=page.pk).update(summary="")
    drained()
    for _ in range(2):
        result = reconcile()
        assert not result.is_right
        assert page.title in result.problems[0]


class TestCommand:
    def run(self, *arguments: str) -> str:
        out = StringIO()
        call_command("reconcile", *arguments, stdout=out)
        return out.getvalue()

    def test_it_says_what_it_did_and_then_that_all_is_right(self, marlshire: Organisation) -> None:
        make_page("news", marlshire, title="Launch")
        PublishIntent.objects.all().delete()
        said = self.run("marlshire")
        assert "Compiled “Launch”" in said
        assert "Recorded marlshire, now at sequence 2." in said
        assert self.run() == "The content store shows what is live.\n"

    def test_it_ends_with_one_when_somebody_has_to_mend_something(self, marlshire: Organisation) -> None:
        page = make_page("news", marlshire)
        NewsPage.objects.filter(pk=page.pk).update(summary="")
        with pytest.raises(SystemExit) as ended:
            self.run("--full")
        assert ended.value.code == 1
        assert stored(marlshire).sequence == 1

    def test_an_unknown_organisation_is_an_error(self, marlshire: Organisation) -> None:
        with pytest.raises(CommandError, match="nobody"):
            self.run("nobody")
