"""Write the pages of a folder to the database: all of them, or, when anything is wrong, none."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4, uuid5

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from wagtail.fields import StreamField
from wagtail.models import Page

from backend.core.models import BasePage
from backend.organisations.models import Organisation
from backend.pages.importing.convert import BODY, SHORT_FORMS, Converter
from backend.pages.importing.files import INDEX, PageSource, read_folder
from backend.pages.importing.problems import ImportFailed, Keys, Problem
from backend.pages.importing.references import Aliases, References, paths_below
from backend.pages.importing.validation import page_problems
from backend.pages.models.fields import ItemsField

_NAMESPACE = UUID("6b0f6f0e-3f0a-5d0c-9d1e-6f6d617279aa")
"""Names pages that files create; changing it would make every import create new pages."""

STAND_IN = "standard"
"""The type of the page that stands in, until the import is undone, for a file that cannot be used."""

_OWN_KEYS = frozenset({"type", "live", "content_id", "locale"})


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


def page_types() -> dict[str, type[BasePage]]:
    """Return every page type by the name of its document type."""
    models_ = (model for model in apps.get_app_config("pages").get_models() if issubclass(model, BasePage))
    return {model.document_type: model for model in models_}


def _type_problem(source: PageSource) -> str | None:
    kind = source.front.data.get("type")
    if kind not in page_types():
        return f"Write `type:` with one of: {', '.join(sorted(page_types()))}."
    if (kind == "home") != (source.path == "/"):
        return "The file index.md at the top is the home page, and no other."
    return None


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
        self.pages: dict[str, BasePage] = {}
        self.new: set[str] = set()
        self.unusable: set[str] = set()
        self.problems = problems
        self.paths: Mapping[str, int] = {}
        self.aliases = aliases

    def run(self) -> None:
        """Do the whole import inside the caller's transaction. Raises ImportFailed."""
        for source in self.sources:
            self._place(source)
        sound = [source for source in self.sources if source.path not in self.unusable]
        self._order()
        self.paths = paths_below(self.home) | {path: page.pk for path, page in self.pages.items()}
        references = References(self.organisation, self.aliases, self.paths)
        drafts = [(source, *self._fill(source, references)) for source in sound]
        if self.problems:
            raise ImportFailed(self.problems)
        for source, page, changed in drafts:
            self._save(source, page, changed)

    def _place(self, source: PageSource) -> None:
        """Find the page of a file, or create an empty draft in its place; an unusable file gets one that is undone."""
        parent = self.home if source.path == "/" else self.pages.get(source.parent_path or "")
        if parent is None and source.parent_path == "/":
            parent = self.home
        if source.readable and (problem := _type_problem(source)):
            self._wrong(source, ("type",), problem)
        if parent is None or not source.readable or _type_problem(source):
            self.unusable.add(source.path)
        if parent is None:
            return
        model = page_types()[STAND_IN] if source.path in self.unusable else page_types()[source.front.data["type"]]
        key = self._identity(source)
        found = self.home if source.path == "/" else self._existing(source, key)
        if found is None:
            found = model(title=source.front.data.get("title") or source.slug, slug=source.slug, live=False)
            found.translation_key, found.locale = key, self.home.locale
            parent.add_child(instance=found)
            self.new.add(source.path)
        elif source.path not in self.unusable and not isinstance(found, model):
            there = type(found)._meta.verbose_name
            self._wrong(source, ("type",), f"The page at {source.path} is a {there}; its type cannot change.")
            self.unusable.add(source.path)
        self.pages[source.path] = found

    def _identity(self, source: PageSource) -> UUID:
        fixed = source.front.data.get("content_id")
        if fixed is None:
            return uuid5(_NAMESPACE, f"{self.organisation.slug}:{source.path}")
        try:
            identity = UUID(str(fixed))
        except ValueError:
            self._wrong(source, ("content_id",), "`content_id` is a UUID such as 123e4567-e89b-12d3-a456-426614174000.")
            return uuid4()
        elsewhere = Page.objects.filter(translation_key=identity).not_descendant_of(self.home, inclusive=True)
        if elsewhere.exists():
            self._wrong(source, ("content_id",), "A page elsewhere already has this `content_id`; use another.")
            return uuid4()
        return identity

    def _existing(self, source: PageSource, key: UUID) -> Page | None:
        """Return the page of this identity, moved to where its file is now, or the one that stands in its place."""
        here = Page.objects.descendant_of(self.home)
        parent = self.pages.get(source.parent_path or "") or self.home
        page = here.filter(translation_key=key, locale=self.home.locale).first()
        if page is None:
            return getattr(parent.get_children().filter(slug=source.slug).first(), "specific", None)
        page = page.specific
        if page.get_parent().pk != parent.pk:
            page.move(Page.objects.get(pk=parent.pk), pos="last-child", user=self.user)
            page.refresh_from_db()
        return page

    def _order(self) -> None:
        """Bring siblings into the order of their files; pages made in the admin keep their places."""
        below: dict[str | None, list[int]] = {}
        for source in self.sources:
            if source.path != "/" and source.path in self.pages:
                below.setdefault(source.parent_path, []).append(self.pages[source.path].pk)
        for parent, wanted in below.items():
            children = Page.objects.get(
                pk=self.pages[parent].pk if parent in self.pages else self.home.pk
            ).get_children()
            now = [pk for pk in children.values_list("pk", flat=True) if pk in wanted]
            if now != wanted:
                for before, after in pairwise(wanted):
                    Page.objects.get(pk=after).move(Page.objects.get(pk=before), pos="right", user=self.user)

    def _fill(self, source: PageSource, references: References) -> tuple[BasePage, bool]:
        """Return the page with the file's values, and whether they differ from its latest version."""
        page = Page.objects.get(pk=self.pages[source.path].pk).specific.get_latest_revision_as_object()
        before = _content(page)
        if source.path in self.new:
            _close_open_items(page)
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
        page.slug = page.slug if source.path == "/" else source.slug
        page.draft_title = page.title
        if source.front.data.get("live", True):
            for keys, message in page_problems(page):
                if not any(_same_place(keys, other, source) for other in told):
                    self._wrong(source, keys, message)
        return page, _content(page) != before

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
        outcome = self.report.created if source.path in self.new else self.report.updated
        if not changed and page.live == publish and source.path not in self.new:
            self.report.unchanged.append(source.path)
            return
        revision = page.save_revision(user=self.user, log_action=True, clean=publish)
        if publish:
            revision.publish(user=self.user)
        outcome.append(source.path)


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
    return "story" if source.front.data["type"] == "case_study" else "body"


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
