"""Using a page of the library: adopting it, and the decisions about it afterwards. Each leaves a record."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.pages.models.base import reserved_slug
from backend.sharing.detaching import detach
from backend.sharing.errors import SharingRefused
from backend.sharing.languages import place_translations, together
from backend.sharing.models import Action, AdoptedPage, Adoption, Mode, Offer, note
from backend.sharing.placing import place, publish_if_filled
from backend.sharing.sections import bring
from backend.sharing.shown import is_public, published_revision
from backend.sharing.standing import check_standing, locked

__all__ = ["accept", "adopt", "change_mode", "detach", "keep", "leave", "switch_to_successor"]


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
    _check_offer(offer, organisation)
    source = _source(offer, parent.locale.language_code)
    if Adoption.objects.in_step().filter(organisation=organisation, source_key=offer.source_key).exists():
        raise SharingRefused(f"Your site uses “{source.title}” already. You find it under “Shared content”.")
    _check_place(parent, slug)
    root = place(offer, source, parent=parent, slug=slug, mode=mode, actor=actor)
    made = [root, *place_translations(root, actor=actor)]
    for adoption in list(made):
        if offer.whole_section:
            made += bring(adoption, actor=actor, publish=False)
    for adoption in made if publish else ():
        publish_if_filled(adoption, actor=actor)
    return root


def _check_offer(offer: Offer, organisation: Organisation) -> None:
    """Raise SharingRefused unless `organisation` finds the offer in its library, now."""
    # Whoever withdraws or recalls it at this moment waits, and then counts this adoption too.
    locked(offer)
    if offer.owner_id == organisation.pk:
        raise SharingRefused("This page is your organisation's own. Link to it, or put it where you want it.")
    if not Offer.objects.visible_to(organisation).filter(pk=offer.pk).exists():
        raise SharingRefused("This page is not in your library any more.")


def _source(offer: Offer, locale: str) -> Page:
    source = offer.sources().filter(locale__language_code=locale).first()
    if source is None or not is_public(source):
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


@transaction.atomic
def accept(adoption: Adoption, *, digest: str, actor: Any) -> None:
    """Show the version `digest`, which the team has compared. Raises SharingRefused when a newer one is out by now.

    What is recorded is that version and the revision that it was made from, whatever its owner is publishing meanwhile.
    """
    _check_in_step(locked(adoption))
    check_standing(adoption)
    current = _newest(adoption)
    if current is None:
        raise SharingRefused("Its owner does not publish this page any more, so there is no version to accept.")
    if current[0] != digest:
        raise SharingRefused("The page has changed again since you compared it. Please compare the newest version.")
    if adoption.accepted_digest == digest:
        raise SharingRefused("There is nothing to accept: your site shows this version already.")
    _show_newest(adoption, current)
    note(Action.ACCEPTED, adoption=adoption, actor=actor)


def _newest(adoption: Adoption) -> tuple[str, int | None] | None:
    """Return the version that everybody may read now and the revision that it was made from, both as of one moment."""
    source = adoption.source
    current = adoption.current_version
    if source is None or current is None or not current.document_id or not is_public(source):
        return None
    return current.document_id, published_revision(source)


def _show_newest(adoption: Adoption, current: tuple[str, int | None] | None) -> None:
    if current is not None:
        adoption.accepted_digest, adoption.accepted_revision_id = current
        adoption.accepted_at = timezone.now()
    adoption.behind_since = adoption.remind_on = None
    adoption.safety_note, adoption.safety_before, adoption.safety_at = "", None, None
    adoption.save()


@transaction.atomic
def keep(adoption: Adoption, *, remind_on: date, actor: Any) -> None:
    """Leave the accepted version for now, and come back to the change on a day. Raises SharingRefused."""
    _check_in_step(locked(adoption))
    check_standing(adoption)
    if remind_on <= timezone.localdate():
        raise SharingRefused("Choose a day that is still to come.")
    adoption.remind_on = remind_on
    adoption.save(update_fields=["remind_on"])
    note(Action.KEPT, adoption=adoption, actor=actor, text=f"Reminder on {remind_on:%Y-%m-%d}.")


@transaction.atomic
def change_mode(adoption: Adoption, mode: Mode, *, actor: Any) -> None:
    """Follow from now on, or review, in all languages of the page. Following begins with the newest version."""
    _check_in_step(locked(adoption))
    check_standing(adoption)
    if mode == Mode.DETACHED:
        raise SharingRefused("A copy of your own is made by detaching the page.")
    for one in together(adoption):
        if locked(one).mode == mode:
            continue
        one.mode = mode
        if mode == Mode.FOLLOW:
            _show_newest(one, _newest(one))
        else:
            one.save()
        note(Action.CHANGED_MODE, adoption=one, actor=actor, text=Mode(mode).label)
    adoption.refresh_from_db()


@transaction.atomic
def leave(adoption: Adoption, *, actor: Any) -> None:
    """Take the page off one's site, in all languages; of a section, all that came with it. Raises SharingRefused."""
    _check_in_step(locked(adoption))
    heads = together(adoption)
    members = Adoption.objects.in_step().filter(root__in=[one.pk for one in heads])
    gone = {one.page_id for one in (*heads, *members)}
    for page in Page.objects.filter(pk__in=gone).order_by("path"):
        if page.get_descendants().exclude(pk__in=gone).exists():
            raise SharingRefused(f"There are pages of your own below “{page.title}”. Move them to another place first.")
    leaving = Adoption.objects.filter(page_id__in=gone).select_related("offer__owner", "organisation", "page")
    for one in leaving.order_by("pk"):
        note(Action.LEFT, adoption=one, actor=actor)
    # From the bottom up: those above would take those below with them.
    for page in Page.objects.filter(pk__in=gone).order_by("-depth", "path"):
        leaving_page = Page.objects.get(pk=page.pk).specific
        # Who may leave is asked by the screens, `powers.py`; here `actor` is for the record.
        DeletePageAction(leaving_page, user=actor).execute(skip_permission_checks=True)


@transaction.atomic
def switch_to_successor(adoption: Adoption, *, actor: Any) -> None:
    """Let the page stand for the successor of its source, at the same place and with the same local parts.

    In each language in which the successor is published; in another the old page stays until its day.
    """
    _check_in_step(locked(adoption))
    successor = adoption.offer.successor
    if successor is None:
        raise SharingRefused("The owner has named no page that replaces this one.")
    if not Offer.objects.visible_to(adoption.organisation).filter(pk=successor.pk).exists():
        raise SharingRefused("The page that replaces this one is not in your library.")
    if Adoption.objects.in_step().filter(organisation=adoption.organisation, source_key=successor.source_key).exists():
        raise SharingRefused(f"Your site uses “{successor}” already. Stop using the old page instead.")
    _source(successor, adoption.locale)
    published = {source.locale.language_code: source for source in successor.sources() if is_public(source)}
    for one in together(adoption):
        if one.locale in published:
            _switch(locked(one), successor, published[one.locale], actor)
    adoption.refresh_from_db()
    if successor.whole_section:
        bring(adoption, actor=actor)


def _switch(adoption: Adoption, successor: Offer, source: Page, actor: Any) -> None:
    adoption.offer, adoption.source, adoption.source_key = successor, source, source.translation_key
    adoption.root, adoption.whole_section = None, successor.whole_section
    adoption.unplaced, adoption.unfilled, adoption.declined = [], [], []
    adoption.accepted_digest, adoption.accepted_revision_id = "", published_revision(source)
    _show_newest(adoption, _newest(adoption))
    note(Action.ADOPTED, adoption=adoption, actor=actor, text="In place of the page that it replaces.")


def _check_in_step(adoption: Adoption) -> None:
    if not adoption.is_in_step:
        raise SharingRefused("This page is a copy of your own; it does not follow its owner any more.")
