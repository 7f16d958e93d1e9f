"""A shared page in all languages that its owner and the adopter's site have."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from wagtail.models import Locale, Page

from backend.sharing.models import AdoptedPage, Adoption, Mode, OfferState
from backend.sharing.placing import free_slug, place, publish_if_filled
from backend.sharing.shown import is_public
from backend.sharing.signals import sources_compiled


def connect() -> None:
    """Notice translations that an owner publishes."""
    sources_compiled.connect(_compiled, dispatch_uid="sharing_languages")


def _compiled(pages: Iterable[int], **_: Any) -> None:
    bring_translations(pages)


def together(adoption: Adoption) -> list[Adoption]:
    """Return the adoptions of the same page in all languages of the organisation, this one included."""
    rows = Adoption.objects.in_step().filter(organisation=adoption.organisation, source_key=adoption.source_key)
    return list(rows.select_related("offer__owner", "organisation", "page", "source__compiled").order_by("pk"))


def bring_translations(pages: Iterable[int]) -> list[Adoption]:
    """Give those who follow a page the translations of it among `pages` (primary keys) that they lack.

    Safe to repeat, and to be killed: each comes in a transaction of its own. One query where nobody lacks any.
    """
    made: list[Adoption] = []
    for adoption, locale in _lacking(list(pages)):
        if locale not in adoption.organisation.languages or locale in adoption.declined:
            continue
        for source, above in translations_to_come(adoption):
            if source.locale.language_code == locale:
                made.append(_bring(adoption, source, above))
    return made


def _lacking(pages: list[int]) -> list[tuple[Adoption, str]]:
    """Return who follows a page of which a translation is among `pages`, without having that; and its language."""
    keys = Page.objects.filter(pk__in=pages, live=True).values("translation_key")
    followers = Adoption.objects.standing().filter(
        source_key__in=keys, mode=Mode.FOLLOW, offer__state=OfferState.OFFERED
    )
    has = Adoption.objects.filter(
        organisation_id=OuterRef(OuterRef("organisation_id")), source_key=OuterRef("translation_key"),
        locale=OuterRef("locale__language_code"),
    )  # fmt: skip
    lacked = Page.objects.filter(~Exists(has), pk__in=pages, live=True, translation_key=OuterRef("source_key"))
    code = lacked.exclude(locale__language_code=OuterRef("locale")).order_by("pk").values("locale__language_code")[:1]
    rows = followers.annotate(lacked=Subquery(code)).filter(lacked__isnull=False)
    found: list[Any] = list(rows.select_related("organisation", "offer", "page").order_by("pk"))
    return [(row, row.lacked) for row in found]


@transaction.atomic
def _bring(adoption: Adoption, source: Page, above: Page) -> Adoption:
    made = place_translation(adoption, source, above, actor=None)
    if adoption.page.live:
        publish_if_filled(made, actor=None)
    return made


def place_translations(adoption: Adoption, *, actor: Any) -> list[Adoption]:
    """Adopt the page in the other languages of the site, where its owner publishes it and there is a place; as drafts."""
    return [place_translation(adoption, source, above, actor=actor) for source, above in translations_to_come(adoption)]


def translations_to_come(adoption: Adoption) -> list[tuple[Page, Page]]:
    """Return the owner's page in each language that the adopter's site has and lacks it in, and the page to put it below."""
    have = set(Adoption.objects.filter(
        organisation_id=adoption.organisation_id, source_key=adoption.source_key
    ).values_list("locale", flat=True))  # fmt: skip
    sources = Page.objects.filter(translation_key=adoption.source_key, live=True).select_related("locale")
    lacked = set(adoption.organisation.languages) - have
    wanted = [one for one in sources if one.locale.language_code in lacked and is_public(one)]
    places = [(source, _place_for(adoption, source.locale)) for source in wanted]
    return [(source, above) for source, above in places if above is not None]


def _place_for(adoption: Adoption, locale: Locale) -> Page | None:
    parent = Page.objects.get(pk=adoption.page_id).get_parent()
    above: Page | None = parent.get_translation_or_none(locale) if parent else None
    return above if above is not None and AdoptedPage.can_exist_under(above.specific) else None


@transaction.atomic
def place_translation(first: Adoption, source: Page, above: Page, *, actor: Any) -> Adoption:
    """Adopt `source`, a translation of what `first` stands for, below `above`."""
    root = first.root and next((one for one in together(first.root) if one.locale == source.locale.language_code), None)
    return place(
        first.offer,
        source,
        parent=above,
        slug=free_slug(above, first.page.slug),
        mode=first.mode,
        actor=actor,
        root=root,
    )
