"""Write the pages of a folder to the database: all of them, or, when anything is wrong, none."""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from wagtail.fields import StreamField
from wagtail.models import Page

from backend.core.models import BasePage
from backend.organisations.models import Organisation
from backend.pages.importing.convert import BODY, SHORT_FORMS, Converter
from backend.pages.importing.files import INDEX, PageSource, read_folder
from backend.pages.importing.placing import Placer
from backend.pages.importing.problems import ImportFailed, Keys, Problem
from backend.pages.importing.references import Aliases, References, paths_below
from backend.pages.importing.translating import fact_fields, translated_paths
from backend.pages.importing.validation import page_problems
from backend.pages.models.fields import ItemsField

_OWN_KEYS = frozenset({"type", "live", "content_id", "locale", "slug"})


@dataclass(slots=True)
class ImportReport:
    """What an import did: paths of pages, in the order of the files."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


class _CheckedOnly(Exception):
    """Rolls an import back that was only to be checked."""


def import_folder(
    organisation: Organisation,
    folder: Path,
    *,
    aliases: Aliases | None = None,
    user: AbstractBaseUser | None = None,
    check_only: bool = False,
) -> ImportReport:
    """Create or update the pages that the files of `folder` describe on the site of `organisation`.

    Pages are published unless their file says `live: false`. With `check_only` nothing is written.
    Raises ImportFailed with every problem found; the database is then as it was.
    """
    sources, problems = read_folder(folder)
    report = ImportReport()
    with suppress(_CheckedOnly), transaction.atomic():
        _Import(organisation, sources, problems, aliases or Aliases(), user, report).run()
        if check_only:
            raise _CheckedOnly
    return report


class _Import:
    def __init__(
        self,
        organisation: Organisation,
        sources: list[PageSource],
        problems: list[Problem],
        aliases: Aliases,
        user: AbstractBaseUser | None,
        report: ImportReport,
    ) -> None:
        self.organisation = organisation
        self.sources = sources
        self.user = user
        self.report = report
        self.home = _home(organisation)
        self.problems = problems
        self.placer = Placer(organisation, self.home, user, self._wrong)
        self.filled: dict[int, BasePage] = {}
        self.aliases = aliases

    def run(self) -> None:
        """Do the whole import inside the caller's transaction. Raises ImportFailed."""
        for source in self.sources:
            self.placer.place(source)
        sound = [source for source in self.sources if source.name not in self.placer.unusable]
        self._order()
        drafts = [(source, *self._fill(source, self._references(source.language))) for source in sound]
        if self.problems:
            raise ImportFailed(self.problems)
        for source, page, changed in drafts:
            self._save(source, page, changed)

    @cache  # noqa: B019 - the import ends with its caller
    def _references(self, language: str) -> References:
        """Return what files in a language may name: pages in that language, else in the site's first."""
        pages, paths = self.placer.pages, paths_below(self.home)
        paths |= {
            source.path: pages[source.name].pk
            for source in self.sources
            if not source.language and source.name in pages
        }
        if language:
            paths |= translated_paths(paths, language)
        return References(self.organisation, self.aliases, paths)

    def _order(self) -> None:
        """Bring siblings into the order of their files; pages made in the admin keep their places."""
        below: dict[int, list[int]] = {}
        for source in self.sources:
            page = self.placer.pages.get(source.name)
            if source.path != "/" and page is not None:
                below.setdefault(page.get_parent().pk, []).append(page.pk)
        for parent, wanted in below.items():
            children = Page.objects.get(pk=parent).get_children()
            now = [pk for pk in children.values_list("pk", flat=True) if pk in wanted]
            if now != wanted:
                for before, after in pairwise(wanted):
                    Page.objects.get(pk=after).move(Page.objects.get(pk=before), pos="right", user=self.user)

    def _fill(self, source: PageSource, references: References) -> tuple[BasePage, bool]:
        """Return the page with the file's values, and whether they differ from its latest version."""
        page = Page.objects.get(pk=self.placer.pages[source.name].pk).specific.get_latest_revision_as_object()
        self.filled[page.pk] = page
        before = _content(page)
        if source.name in self.placer.new:
            _close_open_items(page)
        if source.language:
            self._take_facts(source, page)
        told: list[Keys] = []

        def report(keys: Keys, message: str, lines_in: int = 0) -> None:
            told.append(keys)
            self._wrong(source, keys, message, lines_in)

        converter = Converter(page.translation_key, references, report)
        known = {f.name: f for f in page._meta.get_fields() if isinstance(f, models.Field) and f.editable}
        for name, data in source.front.data.items():
            if name in known and name != "id":
                setattr(page, known[name].attname, converter.field(known[name], data))
            elif name not in _OWN_KEYS:
                self._wrong(source, (name,), f"A page of type {page.document_type} has no field `{name}`.")
        self._fill_body(source, page, converter)
        page.slug = self.placer.slug(source, page)
        page.draft_title = page.title
        if source.front.data.get("live", True):
            for keys, message in page_problems(page):
                if not any(_same_place(keys, other, source) for other in told):
                    self._wrong(source, keys, message)
        return page, _content(page) != before

    def _take_facts(self, source: PageSource, page: BasePage) -> None:
        """Give a translation what its file leaves out and what is the same in every language: dates, choices, films."""
        original = self.placer.original(source)
        if original is None:
            return
        original = self.filled.get(original.pk) or original.specific.get_latest_revision_as_object()
        for field_ in fact_fields(type(page)):
            if field_.name not in source.front.data:
                setattr(page, field_.attname, getattr(original, field_.attname))

    def _fill_body(self, source: PageSource, page: BasePage, converter: Converter) -> None:
        name = _body_field(source)
        if source.body or name not in source.front.data:
            stream_block = cast(StreamField, page._meta.get_field(name)).stream_block
            setattr(page, name, converter.body(stream_block, source.body))

    def _wrong(self, source: PageSource, keys: Keys, message: str, lines_in: int = 0) -> None:
        keys = _in_source(keys, source)
        if keys[:1] == (BODY,) and len(keys) > 1:
            line = source.body[int(keys[1])].line_of(keys[2:]) + lines_in
        else:
            line = source.front.line(keys)
        self.problems.append(Problem(source.file, line, message))

    def _save(self, source: PageSource, page: BasePage, changed: bool) -> None:
        publish = bool(source.front.data.get("live", True))
        new = source.name in self.placer.new
        outcome = self.report.created if new else self.report.updated
        if not changed and page.live == publish and not new:
            self.report.unchanged.append(source.name)
            return
        revision = page.save_revision(user=self.user, log_action=True, clean=publish)
        if publish:
            revision.publish(user=self.user)
        outcome.append(source.name)


def _home(organisation: Organisation) -> Page:
    home = organisation.root_page
    if home is None:
        raise ImportFailed(
            [Problem(Path(INDEX), 1, f"{organisation.name} has no site yet; set the organisation up first.")]
        )
    return home


def _close_open_items(page: BasePage) -> None:
    """Take away the empty items that stand open for the editor of a new page: a file names all that there are."""
    for field_ in page._meta.get_fields():
        if isinstance(field_, ItemsField):
            setattr(page, field_.name, [])


def _body_field(source: PageSource) -> str:
    """Return the name of the field that the text below the front matter fills."""
    return "story" if source.type == "case_study" else "body"


def _in_source(keys: Keys, source: PageSource) -> Keys:
    """Return keys of a field as keys of the file, where the text below the front matter has no name."""
    return (BODY, *keys[1:]) if keys[:1] == (_body_field(source),) and source.body else keys


def _same_place(keys: Keys, other: Keys, source: PageSource) -> bool:
    """Whether one place lies in the other: what follows from a problem that was told is not told again."""
    first, second = ([SHORT_FORMS.get(str(key), key) for key in _in_source(place, source)] for place in (keys, other))
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


def _content(page: BasePage) -> dict[str, Any]:
    """Return the values that an editor can change, in a form that can be compared."""
    data = page.serializable_data()
    fields = [f for f in page._meta.get_fields() if isinstance(f, models.Field) and f.editable]
    names = {f.name for f in fields} | {"title", "slug"}
    # Blocks as values, not as text: PostgreSQL's jsonb keeps no order of keys.
    streams = {f.name for f in fields if isinstance(f, StreamField)}
    return {
        name: json.loads(value) if name in streams and value else value for name, value in data.items() if name in names
    }
