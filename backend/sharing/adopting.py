"""Using a page of the library: adopting it, and the decisions about it afterwards. Each leaves a record."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from backend.core.models import BasePage
from backend.organisations.models import Organisation
from backend.pages.models.base import reserved_slug
from backend.sharing.detaching import detach
from backend.sharing.errors import SharingRefused
from backend.sharing.filling import unfilled_slots
from backend.sharing.models import Action, AdoptedPage, Adoption, Mode, Offer, OfferState, note

__all__ = ["accept", "adopt", "adopt_source", "change_mode", "detach", "keep", "leave", "switch_to_successor"]


@transaction.atomic
def adopt(offer: Offer, *, parent: Page, slug: str, mode: Mode, actor: Any, publish: bool) -> Adoption:
    """Put the page of `offer` below `parent` of one's own site, in every language that both have; a section with its pages.

    With `publish` it goes live, but for what has a slot that must be filled first. Returns the adoption in the language of
    `parent`; raises SharingRefused.
    """
    organisation = Organisation.objects.for_page(parent)
    if organisation is None:
        raise SharingRefused("Choose a place on the site of your organisation.")
    if mode == Mode.DETACHED:
        raise SharingRefused("Use the page first; then you can make a copy of your own.")
    if not Offer.objects.visible_to(organisation).filter(pk=offer.pk).exists():
        raise SharingRefused("This page is not in your library any more.")
    source = _source(offer, parent.locale.language_code)
    if Adoption.objects.in_step().filter(organisation=organisation, source_key=offer.source_key).exists():
        raise SharingRefused(f"Your site uses “{source.title}” already. You find it under “Shared content”.")
    _check_place(parent, slug)
    root = adopt_source(offer, source, parent=parent, slug=slug, mode=mode, actor=actor, organisation=organisation)
    made = [root, *_translations(root, parent, actor)]
    for adoption in list(made):
        if offer.whole_section:
            made += adopt_below(adoption, actor=actor)
    for adoption in made if publish else ():
        publish_if_filled(adoption, actor=actor)
    return root


def _source(offer: Offer, locale: str) -> Page:
    source = offer.sources().filter(locale__language_code=locale, live=True).first()
    if source is None:
        language = dict(settings.WAGTAIL_CONTENT_LANGUAGES).get(locale, locale)
        raise SharingRefused(f"Its owner has not published this page in {language}.")
    return source


def _check_place(parent: Page, slug: str) -> None:
    if not AdoptedPage.can_exist_under(parent.specific):
        raise SharingRefused(f"A shared page cannot stand below “{parent.title}”. Choose another place.")
    if problem := reserved_slug(slug, parent):
        raise SharingRefused(problem)
    if parent.get_children().filter(slug=slug).exists():
        raise SharingRefused(
            f"There is a page with the address “{slug}” below “{parent.title}” already. Choose another."
        )


def adopt_source(
    offer: Offer,
    source: Page,
    *,
    parent: Page,
    slug: str,
    mode: str,
    actor: Any,
    organisation: Organisation,
    root: Adoption | None = None,
    translation_key: Any = None,
) -> Adoption:
    """Make the draft and the adoption by which `source` stands below `parent`; nothing is checked here."""
    page = AdoptedPage(title=source.title, slug=slug, live=False, has_unpublished_changes=True, locale=parent.locale)
    if translation_key is not None:
        page.translation_key = translation_key
    parent = Page.objects.get(pk=parent.pk)
    parent.add_child(instance=page)
    page.save_revision(user=actor, clean=False)
    compiled = getattr(source, "compiled", None)
    adoption = Adoption.objects.create(
        organisation=organisation,
        offer=offer,
        page=page.page_ptr,
        source=Page.objects.get(pk=source.pk),
        source_key=source.translation_key,
        locale=parent.locale.language_code,
        mode=mode,
        accepted_digest=(compiled.document_id if compiled else "") or "",
        accepted_revision_id=source.live_revision_id,
        accepted_at=timezone.now(),
        root=root,
        whole_section=offer.whole_section and root is None,
    )
    note(Action.ADOPTED, adoption=adoption, actor=actor)
    return adoption


def _translations(first: Adoption, parent: Page, actor: Any) -> list[Adoption]:
    """Adopt the page in the other languages of the site, where its owner has it and its parent has a translation."""
    found = []
    for source in first.offer.sources().filter(live=True).exclude(pk=first.source_id).select_related("locale"):
        above = parent.get_translation_or_none(source.locale)
        if source.locale.language_code not in first.organisation.languages or above is None:
            continue
        adoption = adopt_source(
            first.offer, source, parent=above, slug=first.page.slug, mode=first.mode, actor=actor,
            organisation=first.organisation, translation_key=first.page.translation_key,
        )  # fmt: skip
        found.append(adoption)
    return found


def adopt_below(head: Adoption, *, actor: Any, known: frozenset[int] = frozenset()) -> list[Adoption]:
    """Adopt the pages below the source of `head`, in their order, but for those in `known` (primary keys of sources)."""
    root = head.root or head
    made: list[Adoption] = []
    for child in shareable_children(head.source):
        if child.pk in known:
            continue
        adoption = adopt_source(
            head.offer, child, parent=head.page, slug=child.slug, mode=head.mode, actor=actor,
            organisation=head.organisation, root=root, translation_key=_key(head, child),
        )  # fmt: skip
        made += [adoption, *adopt_below(adoption, actor=actor)]
    return made


def shareable_children(source: Page | None) -> list[Page]:
    """Return the published pages directly below `source` that others may use, in the owner's order."""
    if source is None:
        return []
    children = source.get_children().live().public().select_related("content_type").order_by("path")
    return [child for child in children if issubclass(child.content_type.model_class() or Page, BasePage)]


def _key(head: Adoption, child: Page) -> Any:
    """Return the translation key of the page that stands for `child` in another language already, or None."""
    twin = Adoption.objects.in_step().filter(organisation=head.organisation, source_key=child.translation_key).first()
    return twin.page.translation_key if twin else None


def publish_if_filled(adoption: Adoption, *, actor: Any) -> bool:
    """Publish an adopted page, unless it has a slot that must be filled first; says whether it is live."""
    page = AdoptedPage.objects.get(pk=adoption.page_id)
    if unfilled_slots(adoption, page):
        return False
    page.get_latest_revision().publish(user=actor, skip_permission_checks=True)
    return True


def together(adoption: Adoption) -> list[Adoption]:
    """Return the adoptions of the same page in all languages of the organisation, this one included."""
    rows = Adoption.objects.in_step().filter(organisation=adoption.organisation, source_key=adoption.source_key)
    return list(rows.select_related("offer__owner", "organisation", "page", "source__compiled").order_by("pk"))


@transaction.atomic
def accept(adoption: Adoption, *, digest: str, actor: Any) -> None:
    """Show the version `digest`, which the team has compared. Raises SharingRefused when a newer one is out by now."""
    _check_in_step(adoption)
    current = adoption.current_version
    if adoption.offer.state == OfferState.RECALLED or current is None or not current.document_id:
        raise SharingRefused("Its owner does not publish this page any more, so there is no version to accept.")
    if current.document_id != digest:
        raise SharingRefused("The page has changed again since you compared it. Please compare the newest version.")
    _show_newest(adoption)
    note(Action.ACCEPTED, adoption=adoption, actor=actor)


def _show_newest(adoption: Adoption) -> None:
    current = adoption.current_version
    if current is not None and current.document_id:
        adoption.accepted_digest = current.document_id
        adoption.accepted_revision_id = adoption.source.live_revision_id if adoption.source else None
        adoption.accepted_at = timezone.now()
    adoption.behind_since = adoption.remind_on = None
    adoption.save()


@transaction.atomic
def keep(adoption: Adoption, *, remind_on: date, actor: Any) -> None:
    """Leave the accepted version for now, and come back to the change on a day. Raises SharingRefused."""
    _check_in_step(adoption)
    if remind_on <= timezone.localdate():
        raise SharingRefused("Choose a day that is still to come.")
    adoption.remind_on = remind_on
    adoption.save(update_fields=["remind_on"])
    note(Action.KEPT, adoption=adoption, actor=actor, text=f"Reminder on {remind_on:%Y-%m-%d}.")


@transaction.atomic
def change_mode(adoption: Adoption, mode: Mode, *, actor: Any) -> None:
    """Follow from now on, or review, in all languages of the page. Following begins with the newest version."""
    _check_in_step(adoption)
    if mode == Mode.DETACHED:
        raise SharingRefused("A copy of your own is made by detaching the page.")
    for one in together(adoption):
        if one.mode == mode:
            continue
        one.mode = mode
        if mode == Mode.FOLLOW:
            _show_newest(one)
        else:
            one.save()
        note(Action.CHANGED_MODE, adoption=one, actor=actor, text=Mode(mode).label)
    adoption.refresh_from_db()


@transaction.atomic
def leave(adoption: Adoption, *, actor: Any) -> None:
    """Take the page off one's site, in all languages; of a section, all that came with it. Raises SharingRefused."""
    pages = [one.page for one in together(adoption)] if adoption.is_in_step else [adoption.page]
    mine = Adoption.objects.filter(organisation=adoption.organisation)
    for page in pages:
        below = page.get_descendants()
        if below.exclude(pk__in=mine.values("page_id")).exists():
            raise SharingRefused(f"There are pages of your own below “{page.title}”. Move them to another place first.")
    for page in pages:
        for one in mine.filter(page__in=page.get_descendants(inclusive=True)).select_related("offer", "page"):
            note(Action.LEFT, adoption=one, actor=actor)
        Page.objects.get(pk=page.pk).specific.delete(user=actor)


@transaction.atomic
def switch_to_successor(adoption: Adoption, *, actor: Any) -> None:
    """Let the page stand for the successor of its source, at the same place and with the same local parts."""
    _check_in_step(adoption)
    successor = adoption.offer.successor
    if successor is None:
        raise SharingRefused("The owner has named no page that replaces this one.")
    if not Offer.objects.visible_to(adoption.organisation).filter(pk=successor.pk).exists():
        raise SharingRefused("The page that replaces this one is not in your library.")
    if Adoption.objects.in_step().filter(organisation=adoption.organisation, source_key=successor.source_key).exists():
        raise SharingRefused(f"Your site uses “{successor}” already. Stop using the old page instead.")
    for one in together(adoption):
        source = _source(successor, one.locale)
        one.offer, one.source, one.source_key = successor, source, source.translation_key
        one.whole_section, one.unplaced, one.unfilled = successor.whole_section, [], []
        one.accepted_digest, one.accepted_revision_id = "", source.live_revision_id
        _show_newest(one)
        note(Action.ADOPTED, adoption=one, actor=actor, text="In place of the page that it replaces.")
    adoption.refresh_from_db()


def _check_in_step(adoption: Adoption) -> None:
    if not adoption.is_in_step:
        raise SharingRefused("This page is a copy of your own; it does not follow its owner any more.")
