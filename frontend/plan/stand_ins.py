"""Stand-ins: the address of a page in a language that it is not translated into. It says so, and offers the original."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from content_models import Entry


@dataclass(frozen=True, slots=True)
class StandIn:
    """What stands at `path` as long as `original`, a page in another language, has no translation into `locale`."""

    path: str
    locale: str
    original: Entry


def stand_ins(
    pages: Mapping[UUID, Mapping[str, Entry]], taken: Iterable[str], locales: Sequence[str]
) -> dict[tuple[UUID, str], StandIn]:
    """Return a stand-in for each page and each of `locales` that it lacks; `locales` are the site's, the first at its root.

    `pages` are the entries by id and language, `taken` the paths of all pages. The original is in the first language that
    there is; its stand-in has its path, below the root of the other language.
    """
    taken, found = set(taken), {}
    for page, translations in pages.items():
        original = next((translations[locale] for locale in locales if locale in translations), None)
        for locale in locales if original else ():
            if original is None or locale in translations:
                continue
            path = root_of(locale, locales[0]) + original.path[len(root_of(original.locale, locales[0])) :]
            # Another page may have that address in the other language.
            if path in taken:
                path += f"{original.locale.lower()}/"
            if path not in taken:
                found[page, locale] = StandIn(path, locale, original)
                taken.add(path)
    return found


def root_of(locale: str, first: str) -> str:
    """Return the path of the home page in a language: the site's `first` is at the root."""
    return "/" if locale == first else f"/{locale.lower()}/"
