"""Which pages show an object: by Wagtail's reference index, through films and partners as well."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex

from backend.media.models import CustomImage, Film
from backend.pages.models import Partner


def pages_using(model: type[Model], keys: Iterable[object]) -> set[int]:
    """Return the primary keys of the pages that show one of these objects, itself or inside another."""
    numbers = {str(key) for key in keys}
    if not numbers:
        return set()
    pages = _referrers(Page, model, numbers)
    if model is CustomImage:
        for carrier in (Film, Partner):
            pages |= pages_using(carrier, _referrers(carrier, model, numbers))
    return pages


def _referrers(source: type[Model], model: type[Model], keys: set[str]) -> set[int]:
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(source),
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=keys,
    )
    return set(map(int, rows.values_list("object_id", flat=True).distinct()))
