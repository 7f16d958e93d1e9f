"""Find the page of each file, or make an empty draft in its place: originals, and translations beside them."""

from typing import Protocol, cast
from uuid import UUID, uuid4, uuid5

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page

from backend.core.models import BasePage
from backend.organisations.models import Organisation
from backend.pages.importing.files import SLUG, PageSource
from backend.pages.importing.problems import Keys
from backend.pages.importing.references import paths_below

_NAMESPACE = UUID("6b0f6f0e-3f0a-5d0c-9d1e-6f6d617279aa")
"""Names pages that files create; changing it would make every import create new pages."""

STAND_IN = "standard"
"""The type of the page that stands in, until the import is undone, for a file that cannot be used."""


class Wrong(Protocol):
    """Takes a file, the keys of what is wrong in it, and a sentence."""

    def __call__(self, source: PageSource, keys: Keys, message: str) -> None:
        """Note the problem."""


def page_types() -> dict[str, type[BasePage]]:
    """Return every page type by the name of its document type."""
    models_ = (model for model in apps.get_app_config("pages").get_models() if issubclass(model, BasePage))
    return {model.document_type: model for model in models_}


class Placer:
    """Places files one after the other, inside the caller's transaction.

    `pages` are the pages by the name of their file, `new` those that were made, `unusable` those whose file is wrong.
    """

    def __init__(self, organisation: Organisation, home: Page, user: AbstractBaseUser | None, wrong: Wrong) -> None:
        self.organisation = organisation
        self.home = home
        self.pages: dict[str, BasePage] = {}
        self.new: set[str] = set()
        self.unusable: set[str] = set()
        self._user = user
        self._wrong = wrong
        self._before = paths_below(home)

    def place(self, source: PageSource) -> None:
        """Find the page of a file, or make an empty draft in its place; an unusable file gets one that is undone."""
        if source.language:
            self._place_translation(source)
        else:
            self._place_original(source)

    def original(self, source: PageSource) -> Page | None:
        """Return the page that a file translates, or None when there is none."""
        found = self.pages.get(source.path)
        if found is None and source.path in self._before:
            found = Page.objects.get(pk=self._before[source.path]).specific
        return found

    def slug(self, source: PageSource, page: Page) -> str:
        """Return the last part of a page's address: the file's name; a translation may have one of its own."""
        if source.path == "/":
            return str(page.slug)
        return str(source.front.data.get("slug") or source.slug) if source.language else source.slug

    def _place_original(self, source: PageSource) -> None:
        parent = self.home if source.path == "/" else self.pages.get(source.parent_path or "")
        if parent is None and source.parent_path == "/":
            parent = self.home
        if source.readable and (problem := _type_problem(source)):
            self._wrong(source, ("type",), problem)
        if parent is None or not source.readable or _type_problem(source):
            self.unusable.add(source.name)
        if parent is None:
            return
        usable = source.name not in self.unusable
        model = page_types()[source.type if usable else STAND_IN]
        key = self._identity(source)
        found = self.home if source.path == "/" else self._existing(source, key)
        if found is None:
            found = self._make(source, model, parent, key, self.home.locale)
        elif usable and not isinstance(found, model):
            there = type(found)._meta.verbose_name
            self._refuse(source, ("type",), f"The page at {source.path} is a {there}; its type cannot change.")
        self.pages[source.name] = found

    def _make(self, source: PageSource, model: type[BasePage], parent: Page, key: UUID, locale: Locale) -> BasePage:
        page = model(title=source.front.data.get("title") or source.slug, live=False)
        page.slug, page.translation_key, page.locale = self.slug(source, page), key, locale
        parent.add_child(instance=page)
        self.new.add(source.name)
        return page

    def _refuse(self, source: PageSource, keys: Keys, message: str) -> None:
        self._wrong(source, keys, message)
        self.unusable.add(source.name)

    def _identity(self, source: PageSource) -> UUID:
        fixed = source.front.data.get("content_id")
        if fixed is None:
            return uuid5(_NAMESPACE, f"{self.organisation.slug}:{source.path}")
        try:
            identity = UUID(str(fixed))
        except ValueError:
            self._wrong(source, ("content_id",), "`content_id` is a UUID such as 123e4567-e89b-12d3-a456-426614174000.")
            return uuid4()
        if any(not self._is_ours(page) for page in Page.objects.filter(translation_key=identity)):
            self._wrong(source, ("content_id",), "A page elsewhere already has this `content_id`; use another.")
            return uuid4()
        return identity

    def _is_ours(self, page: Page) -> bool:
        """Whether a page stands in one of the organisation's trees: there is one for each language."""
        homes = Page.objects.filter(translation_key=self.home.translation_key)
        return any(page.path.startswith(home.path) for home in homes)

    def _existing(self, source: PageSource, key: UUID) -> Page | None:
        """Return the page of this identity, moved to where its file is now, or the one that stands in its place."""
        here = Page.objects.descendant_of(self.home)
        parent = self.pages.get(source.parent_path or "") or self.home
        page = here.filter(translation_key=key, locale=self.home.locale).first()
        if page is None:
            return getattr(parent.get_children().filter(slug=source.slug).first(), "specific", None)
        return self._moved(page.specific, parent)

    def _moved(self, page: Page, parent: Page) -> Page:
        """Return `page`, below `parent` now."""
        if page.get_parent().pk != parent.pk:
            page.move(Page.objects.get(pk=parent.pk), pos="last-child", user=self._user)
            page.refresh_from_db()
        return page

    def _place_translation(self, source: PageSource) -> None:
        """Find the translation of a page, or make an empty draft for it in the tree of its language."""
        original, locale = self.original(source), self._locale(source)
        if original is None and locale is not None:
            self._wrong(source, (), f"This translates nothing: there is no page at {source.path}.")
        # What is wrong with the original is told there.
        if original is None or locale is None or not source.readable or source.path in self.unusable:
            self.unusable.add(source.name)
            return
        if problem := self._translation_problem(source, original):
            self._refuse(source, *problem)
            return
        source.front.data.setdefault("type", cast(BasePage, original).document_type)
        parent = self._translated_parent(source, original, locale)
        if parent is None:
            self.unusable.add(source.name)
            return
        found = original.get_translation_or_none(locale)
        if found is None:
            if source.path != "/" and parent.get_children().filter(slug=self.slug(source, original)).exists():
                self._refuse(
                    source, ("slug",), "Another page stands at this address in this language; write another `slug`."
                )
                return
            found = self._make(source, page_types()[source.type], parent, original.translation_key, locale)
        else:
            found = self._own(found.specific if source.path == "/" else self._moved(found.specific, parent))
        self.pages[source.name] = found

    def _own(self, page: Page) -> Page:
        """Return `page` with words of its own; until now it may have shown those of its original."""
        if page.alias_of_id:
            ConvertAliasPageAction(page, user=self._user).execute(skip_permission_checks=True)
            page.refresh_from_db()
        return page

    def _locale(self, source: PageSource) -> Locale | None:
        languages = self.organisation.languages
        if source.language == languages[0]:
            self._wrong(
                source,
                (),
                f"`{source.language}` is the site's first language; its pages have no language in their name.",
            )
        elif source.language not in languages:
            others = ", ".join(languages[1:]) or "none but the first"
            self._wrong(
                source, (), f"`{source.language}` is no other language of {self.organisation}; it has: {others}."
            )
        else:
            return Locale.objects.get_or_create(language_code=source.language)[0]
        return None

    def _translation_problem(self, source: PageSource, original: Page) -> tuple[Keys, str] | None:
        """Return what keeps a file from being a translation of `original`, or None."""
        data = source.front.data
        if not isinstance(original, BasePage) or original.document_type not in page_types():
            return (), f"The page at {source.path} is another organisation's; its translations come from there."
        if data.get("type", original.document_type) != original.document_type:
            return (
                "type",
            ), f"This translates a page of type {original.document_type}; write that, or leave `type` out."
        if "content_id" in data:
            return ("content_id",), "A translation has the identity of its original; leave `content_id` out."
        if "slug" in data and not SLUG.match(str(data["slug"])):
            return ("slug",), "Write `slug` in lower-case letters, digits and single hyphens."
        return None

    def _translated_parent(self, source: PageSource, original: Page, locale: Locale) -> Page | None:
        """Return the page below which a translation stands, or None after telling why there is none."""
        home = self.home.get_translation_or_none(locale)
        if home is None:
            self._wrong(
                source, (), "The site has no home page in this language yet; save the organisation in the admin."
            )
        if home is None or source.path == "/":
            return home
        above = original.get_parent()
        parent = self.home if above.pk == self.home.pk else above
        found = home if parent is self.home else parent.get_translation_or_none(locale)
        if found is None:
            self._wrong(
                source,
                (),
                f"The page above it, {source.parent_path}, is not in this language yet; translate that first.",
            )
        return found.specific if found else None


def _type_problem(source: PageSource) -> str | None:
    kind = source.front.data.get("type")
    if kind not in page_types():
        return f"Write `type:` with one of: {', '.join(sorted(page_types()))}."
    if (kind == "home") != (source.path == "/"):
        return "The file index.md at the top is the home page, and no other."
    if "slug" in source.front.data:
        return "The file's name is the address; only a translation may have a `slug` of its own."
    return None
