"""Detaching: an adopted page becomes its organisation's own, with the words and the local parts that it shows now.

The page keeps its place, its address, its number and so every link to it: only what kind of page it is changes.
"""

from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.models import Page, WorkflowState

from backend.pages.models import CaseStudyPage
from backend.sharing.errors import SharingRefused
from backend.sharing.models import Action, AdoptedPage, Adoption, Mode, note
from backend.sharing.own_copy import with_local_parts
from backend.sharing.own_media import OwnMedia
from backend.sharing.shown import shown_version
from backend.sharing.standing import check_standing, locked

_OWN: Final = frozenset(
    {"title", "draft_title", "seo_title", "search_description", "content_type"}  # the rest of Page is about the place
)


@transaction.atomic
def detach(adoption: Adoption, *, actor: Any) -> Page:
    """Make the adopted page a copy of the organisation's own, in all its languages; returns it. Raises SharingRefused."""
    if not locked(adoption).is_in_step:
        raise SharingRefused("This page is a copy of your own already.")
    check_standing(adoption)
    twins = Adoption.objects.in_step().filter(organisation=adoption.organisation, source_key=adoption.source_key)
    media = OwnMedia(adoption.organisation, {})
    for one in twins.select_related("offer__owner", "page", "source__compiled", "accepted_revision").order_by("pk"):
        _detach_one(one, media, actor)
    adoption.refresh_from_db()
    page: Page = Page.objects.get(pk=adoption.page_id).specific
    return page


def _detach_one(adoption: Adoption, media: OwnMedia, actor: Any) -> None:
    adopted = AdoptedPage.objects.get(pk=adoption.page_id)
    draft = adopted.get_latest_revision_as_object()
    copy = _become(adopted, _own_words(adoption, adopted if adopted.live else draft, media))
    _mark(adoption, copy, media)
    revision = copy.save_revision(user=actor, clean=False, log_action=True)
    copy.revisions.exclude(pk=revision.pk).delete()
    if adopted.live:
        try:
            revision.publish(user=actor, skip_permission_checks=True)
        except ValidationError as error:
            raise SharingRefused(f"A copy of it could not be published: {' '.join(error.messages)}") from error
    if adopted.live and adopted.has_unpublished_changes:
        _keep_draft(adoption, draft, media, actor)
    note(Action.DETACHED, adoption=adoption, actor=actor)


def _mark(adoption: Adoption, copy: Any, media: OwnMedia) -> None:
    adoption.mode = Mode.DETACHED
    adoption.behind_since = adoption.remind_on = None
    adoption.safety_note, adoption.safety_before, adoption.safety_at = "", None, None
    adoption.unplaced, adoption.unfilled = [], []
    adoption.own_media = media.copies
    adoption.page = Page.objects.get(pk=copy.pk)
    adoption.save()


def _own_words(adoption: Adoption, parts: Any, media: OwnMedia) -> Any:
    """Return the page that is shown with these local parts in it, and nothing of its owner's but the words."""
    version = shown_version(adoption)
    if version is None:
        raise SharingRefused("Its owner does not publish this page any more, so there is nothing to copy.")
    copy = with_local_parts(version, parts)
    media.take_over(copy)
    copy.safety_critical = False
    if isinstance(copy, CaseStudyPage):
        # Which role keeps the consent is its owner's record; that it is the owner who does, and until when, is enough.
        copy.consent_role = adoption.offer.owner.name
    return copy


def _keep_draft(adoption: Adoption, draft: Any, media: OwnMedia, actor: Any) -> None:
    """Save what nobody has published yet as a draft of the copy."""
    page: Any = Page.objects.get(pk=adoption.page_id).specific
    words = _own_words(adoption, draft, media)
    for column in type(page)._meta.concrete_fields:
        if column.model is not Page and column.name != "page_ptr":
            setattr(page, column.attname, getattr(words, column.attname))
    page.save_revision(user=actor, clean=False)
    Adoption.objects.filter(pk=adoption.pk).update(own_media=media.copies)


def _become(adopted: AdoptedPage, copy: Any) -> Any:
    """Turn the row of `adopted` into `copy`, a page of another type, and return it."""
    for state in WorkflowState.objects.active().filter(object_id=str(adopted.pk), base_content_type=_type(Page)):
        state.cancel()
    place = Page.objects.get(pk=adopted.pk)
    for field in Page._meta.concrete_fields:
        if field.name not in _OWN:
            setattr(copy, field.attname, getattr(place, field.attname))
    copy.page_ptr_id = copy.pk = place.pk
    copy.content_type = _type(type(copy))
    copy.latest_revision = copy.live_revision = None
    # Only the part of the row that made it an adopted page goes; the page stays, and so does what points to it.
    models.Model.delete(adopted, keep_parents=True)
    # Wagtail looks for the old row of the page's type before it saves one, so the type's own part comes first.
    copy.save_base(raw=True)
    copy.save(clean=False)
    return type(copy).objects.get(pk=copy.pk)


def _type(model: Any) -> ContentType:
    found: ContentType = ContentType.objects.get_for_model(model, for_concrete_model=False)
    return found
