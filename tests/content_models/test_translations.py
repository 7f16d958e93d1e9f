"""A page shows the words of its own language, else those of the language that its own is a form of."""

import pytest

from content_models.site import SiteWords
from content_models.translations import in_language

WELSH, ENGLISH = SiteWords(locale="cy", strapline="Yn gynnar"), SiteWords(locale="en-GB", strapline="Early")


@pytest.mark.parametrize(
    ("locale", "found"), [("cy", WELSH), ("cy-GB", WELSH), ("en-GB", ENGLISH), ("en", None), ("ur", None)]
)
def test_the_nearest_words_are_found(locale: str, found: SiteWords | None) -> None:
    assert in_language((WELSH, ENGLISH), locale) == found
