"""Words of settings and contacts in other languages than the site's first, and which of them a page shows."""

from collections.abc import Iterable

from content_models.base import Model
from content_models.values import LocaleCode


class Translation(Model):
    """Words in the language `locale`; those that are left out are in the site's first language only."""

    locale: LocaleCode


def in_language[T: Translation](translations: Iterable[T], locale: str) -> T | None:
    """Return the words that a page in `locale` shows: its own, else those of its language (`cy` for `cy-GB`), else None."""
    known = {words.locale: words for words in translations}
    return known.get(locale) or known.get(locale.partition("-")[0])


def reject_repeated_languages(whose: str, translations: Iterable[Translation]) -> None:
    """Raise ValueError when a language has words twice; `whose` they are stands in the message."""
    locales = [words.locale for words in translations]
    if len(locales) != len(set(locales)):
        raise ValueError(f"{whose} has the words of each language once")
