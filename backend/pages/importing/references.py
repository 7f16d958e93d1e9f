"""Find what a content file names: pages by path, contacts, media and partners by key or by their own name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from wagtail.coreutils import resolve_model_string
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from backend.media.models import Film
from backend.organisations.models import Contact, Organisation

type Finder = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class Aliases:
    """Short keys for things that already exist, by primary key; without one a thing is found by its own name."""

    contacts: Mapping[str, int] = field(default_factory=dict)
    partners: Mapping[str, int] = field(default_factory=dict)
    images: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)
    films: Mapping[str, int] = field(default_factory=dict)


class References:
    """Everything that the files of one organisation may refer to.

    `paths` maps the paths of the organisation's pages, as they will be after the import, to primary keys.
    """

    def __init__(self, organisation: Organisation, aliases: Aliases, paths: Mapping[str, int]) -> None:
        self.organisation = organisation
        self.aliases = aliases
        self.paths = paths
        self._site_paths = cache(_site_paths)

    def page(self, reference: str) -> int | None:
        """Return the page at `/path/`, or at `organisation:/path/` on another site."""
        slug, colon, path = reference.rpartition(":")
        if colon and slug != self.organisation.slug:
            return self._site_paths(slug).get(path)
        return self.paths.get(path.partition("#")[0])

    def of(self, target: type[Model] | str) -> tuple[str, Finder] | None:
        """Return what a reference to `target` is called, and the way to find one; None if files cannot name it."""
        model = resolve_model_string(target)
        return self._finders.get(Page if issubclass(model, Page) else model)

    @cached_property
    def _finders(self) -> dict[type[Model], tuple[str, Finder]]:
        return {
            Page: ("page", self.page),
            Contact: ("contact", self._contact),
            Film: ("film", lambda key: self._own(Film.objects.all(), self.aliases.films, "title", key)),
            get_image_model(): (
                "image",
                lambda key: self._own(get_image_model().objects.all(), self.aliases.images, "title", key),
            ),
            get_document_model(): (
                "document",
                lambda key: self._own(get_document_model().objects.all(), self.aliases.files, "title", key),
            ),
            apps.get_model("pages", "Partner"): ("partner", self._partner),
        }

    def _contact(self, key: str) -> int | None:
        return self._shareable(Contact.objects.all(), self.aliases.contacts, "label", key)

    def _partner(self, key: str) -> int | None:
        partners = apps.get_model("pages", "Partner").objects.all()
        return self._shareable(partners, self.aliases.partners, "name", key)

    def _own(self, queryset: QuerySet[Any], aliases: Mapping[str, int], name: str, key: str) -> int | None:
        if key in aliases:
            return aliases[key]
        own = queryset.filter(collection=self.organisation.collection, **{f"{name}__iexact": key})
        return own.values_list("pk", flat=True).first()

    def _shareable(self, queryset: QuerySet[Any], aliases: Mapping[str, int], name: str, key: str) -> int | None:
        if key in aliases:
            return aliases[key]
        slug, _, rest = key.rpartition(":")
        allowed = Q(organisation=self.organisation) | Q(shared=True)
        found = queryset.filter(allowed, **{f"{name}__iexact": rest})
        if slug:
            found = found.filter(organisation__slug=slug)
        own_first = sorted(found, key=lambda item: (item.organisation_id != self.organisation.pk, item.pk))
        return own_first[0].pk if own_first else None


def _site_paths(slug: str) -> dict[str, int]:
    organisation = Organisation.objects.filter(slug=slug).select_related("site__root_page").first()
    home = organisation.root_page if organisation else None
    return paths_below(home) if home else {}


def paths_below(home: Page) -> dict[str, int]:
    """Return the path on its site of `home` and of every page below it, with its primary key."""
    prefix = len(home.url_path) - 1
    pages = Page.objects.descendant_of(home, inclusive=True).values_list("url_path", "pk")
    return {url_path[prefix:]: pk for url_path, pk in pages}
