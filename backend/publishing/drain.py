"""Draining: publish intents are taken up, their pages compiled, their organisations recorded.

Safe to repeat and to run several times at once: compiling and recording read what is live now, whatever the intent was.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import batched
from typing import Final

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.publishing import intents
from backend.publishing.compile import compile_pages, page_models
from backend.publishing.compiled import Compiled
from backend.publishing.errors import SiteNotCompiled
from backend.publishing.follow import follow
from backend.publishing.models import PublishIntent
from backend.publishing.record import record
from backend.publishing.sections import announce, bring_in_step
from backend.publishing.trees import Trees, load_trees, within
from backend.publishing.usage import pages_using
from backend.sharing.models import AdoptedPage
from backend.sharing.signals import sources_compiled

log = logging.getLogger(__name__)

BATCH: Final = 100
"""Intents taken up at a time, and so at most what a process that dies leaves to be done again."""

LEASE: Final = timedelta(minutes=1)
"""How long a taken intent is left to whoever took it; doubled with each attempt up to an hour."""

LONGEST_WAIT: Final = timedelta(hours=1)
_KEPT: Final = timedelta(days=30)


@dataclass(slots=True)
class Drained:
    """What came of draining: keys of the intents that are finished, and a sentence for each thing that is wrong."""

    finished: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    recorded: set[int] = field(default_factory=set)
    """Organisations whose manifest changed."""


@dataclass(slots=True)
class _Need:
    """What one intent, or several, ask for: pages to compile, pages to compile if stale, organisations to record."""

    pages: set[int] = field(default_factory=set)
    perhaps: set[int] = field(default_factory=set)
    organisations: set[int] = field(default_factory=set)

    def add(self, other: "_Need") -> None:
        self.pages |= other.pages
        self.perhaps |= other.perhaps
        self.organisations |= other.organisations


def drain() -> Drained:
    """Take up every intent that is due, those included that arise on the way, and return what came of it."""
    drained = Drained()
    with intents.taken_up_here():
        while claimed := _claim():
            _work_through(claimed, drained)
    return drained


def forget_finished() -> int:
    """Delete intents that were finished without a problem a month ago; returns how many."""
    old = PublishIntent.objects.filter(done__lt=timezone.now() - _KEPT, error="")
    return old.delete()[0]


def _claim() -> list[PublishIntent]:
    """Take intents that are due: each becomes due again later by itself, should this process die."""
    now = timezone.now()
    with transaction.atomic():
        due = PublishIntent.objects.filter(done__isnull=True, due__lte=now).order_by("pk")
        claimed = list(due.select_for_update(skip_locked=True)[:BATCH])
        # A manifest that several changes ask for is recorded once for all of them.
        sites = {intent.subject_id for intent in claimed if intent.subject == intents.MANIFEST}
        more = due.filter(subject=intents.MANIFEST, subject_id__in=sites).exclude(pk__in=[one.pk for one in claimed])
        claimed += list(more.select_for_update(skip_locked=True)) if sites else []
        for intent in claimed:
            intent.attempts += 1
            intent.due = now + min(LEASE * 2 ** min(intent.attempts - 1, 10), LONGEST_WAIT)
        PublishIntent.objects.bulk_update(claimed, ["attempts", "due"])
    return claimed


def _work_through(claimed: list[PublishIntent], drained: Drained) -> None:
    """Work on intents together; when that fails as a whole, on each alone, so that one cannot block the others."""
    try:
        _process(claimed, drained)
    except Exception as error:  # the outermost edge: nothing is swallowed, the intent keeps the error and stays undone
        if len(claimed) > 1:
            for intent in claimed:
                _work_through([intent], drained)
            return
        log.exception("Publish intent %s failed.", claimed[0].pk)
        sentence = f"{type(error).__name__}: {error}"[:2000]
        drained.failures.append(sentence)
        PublishIntent.objects.filter(pk=claimed[0].pk).update(error=sentence)


def _process(claimed: list[PublishIntent], drained: Drained) -> None:
    for root in sorted({int(intent.subject_id) for intent in claimed if intent.subject == intents.SECTION}):
        bring_in_step(root)
    trees = load_trees()
    needs = {intent.pk: _need(intent) for intent in claimed}
    everything = _Need()
    for need in needs.values():
        everything.add(need)
    compiled = compile_pages(everything.pages, trees)
    stale = compile_pages(everything.perhaps - everything.pages, trees, only_stale=True)
    compiled.add(stale)
    keep_in_step(everything.pages | everything.perhaps)
    announce(
        [int(intent.subject_id) for intent in claimed if intent.subject == intents.PAGE],
        [int(intent.subject_id) for intent in claimed if intent.subject == intents.SUBTREE],
    )
    homes = _organisations_of(everything.pages | everything.perhaps, trees)
    sites: dict[int, list[str]] = {}
    wanted = everything.organisations | set(homes.values())
    for organisation in Organisation.objects.filter(pk__in=wanted).order_by("pk").values_list("pk", flat=True):
        sites[organisation] = _record(organisation, drained)
    for intent in claimed:
        _settle(intent, needs[intent.pk], compiled, homes, sites, drained)


def keep_in_step(pages: set[int]) -> None:
    """Bring everybody in step who adopted one of these pages; what they have to do for that themselves becomes intents."""
    sources_compiled.send(Page, pages=frozenset(pages))
    followed = follow(pages)
    intents.for_pages("the page that it stands for was published", followed.unready)


def _record(organisation: int, drained: Drained) -> list[str]:
    """Record one organisation; returns a sentence for each thing that is wrong with it."""
    try:
        recorded = record(organisation)
    except SiteNotCompiled as error:
        return [str(error)]
    if recorded.changed:
        drained.recorded.add(organisation)
    return recorded.problems


def _settle(
    intent: PublishIntent,
    need: _Need,
    compiled: Compiled,
    homes: dict[int, int],
    sites: dict[int, list[str]],
    drained: Drained,
) -> None:
    """Note what came of an intent: finished, finished with something for people to mend, or to be tried again."""
    pages = need.pages | need.perhaps
    failures = [compiled.failures[page] for page in sorted(pages & compiled.failures.keys())]
    problems = [compiled.problems[page] for page in sorted(pages & compiled.problems.keys())]
    for organisation in sorted(need.organisations | {homes[page] for page in pages if page in homes}):
        problems += [sentence for sentence in sites.get(organisation, ()) if sentence not in problems]
    drained.problems += [sentence for sentence in problems if sentence not in drained.problems]
    drained.failures += [sentence for sentence in failures if sentence not in drained.failures]
    done = None if failures else timezone.now()
    error = "\n".join([*failures, *problems])
    PublishIntent.objects.filter(pk=intent.pk).update(done=done, error=error)
    if done:
        drained.finished.append(intent.pk)


def _need(intent: PublishIntent) -> _Need:
    """Return what an intent asks for, as things are now."""
    key = int(intent.subject_id)
    if intent.subject == intents.PAGE:
        return _Need(pages={key})
    if intent.subject == intents.SUBTREE:
        page = Page.objects.filter(pk=key).first()
        below = Page.objects.filter(path__startswith=page.path, live=True) if page else Page.objects.none()
        return _Need(perhaps=set(below.values_list("pk", flat=True)))
    if intent.subject == intents.SECTION:
        return _Need()
    if intent.subject == intents.MANIFEST:
        return _Need(organisations={key})
    if intent.subject == intents.ORGANISATION:
        return _Need(perhaps=pages_of_organisations([key]), organisations={key})
    return _Need(pages=pages_using(apps.get_model(intent.subject), [key]))


def pages_of_organisations(organisations: Iterable[int]) -> set[int]:
    """Return the primary keys of the live pages that show a document on the sites of these organisations."""
    trees = load_trees(organisations)
    all_trees = [tree for owner in trees.organisations for tree in trees.of_organisation(owner.pk)]
    models: list[type[Page]] = [*page_models().values(), AdoptedPage]
    types = [model._meta.model_name for model in models]
    rows = Page.objects.filter(within(all_trees), live=True, content_type__model__in=types)
    return set(rows.values_list("pk", flat=True))


def _organisations_of(pages: set[int], trees: Trees) -> dict[int, int]:
    """Return the organisation of each page that is on a site, live or not."""
    found = {}
    for some in batched(sorted(pages), 5000):
        for pk, path in Page.objects.filter(pk__in=some).values_list("pk", "path"):
            if tree := trees.of_page(path):
                found[pk] = tree.organisation.pk
    return found


def due_again() -> None:
    """Make every undone intent due at once, whoever took it: for `reconcile`, which knows that nobody works on them."""
    PublishIntent.objects.filter(done__isnull=True).update(due=timezone.now())
