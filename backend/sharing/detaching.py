"""Detaching: an adopted page becomes its organisation's own, with the words and the local parts that it shows now.

The page keeps its place, its address, its number and so every link to it: only what kind of page it is changes.
"""

from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import Page, WorkflowState

from backend.sharing.errors import SharingRefused
from backend.sharing.models import Action, AdoptedPage, Adoption, Mode, note
from backend.sharing.own_copy import with_local_parts
from backend.sharing.shown import shown_version

_OWN: Final = frozenset(
    {"title", "draft_title", "seo_title", "search_description", "content_type"}  # the rest of Page is about the place
)


@transaction.atomic
def detach(adoption: Adoption, *, actor: Any) -> Page:
    """Make the adopted page a copy of the organisation's own, in all its languages; returns it. Raises SharingRefused."""
    if not adoption.is_in_step:
        raise SharingRefused("This page is a copy of your own already.")
    twins = Adoption.objects.in_step().filter(organisation=adoption.organisation, source_key=adoption.source_key)
    for one in twins.select_related("offer__owner", "page", "source", "accepted_revision").order_by("pk"):
        _detach_one(one, actor)
    adoption.refresh_from_db()
    page: Page = Page.objects.get(pk=adoption.page_id).specific
    return page


def _detach_one(adoption: Adoption, actor: Any) -> None:
    version = shown_version(adoption)
    if version is None:
        raise SharingRefused("Its owner does not publish this page any more, so there is nothing to copy.")
    adopted = AdoptedPage.objects.get(pk=adoption.page_id)
    draft = adopted.get_latest_revision_as_object()
    copy = _become(adopted, version, draft)
    adoption.mode = Mode.DETACHED
    adoption.behind_since = adoption.remind_on = None
    adoption.unplaced, adoption.unfilled = [], []
    adoption.page = Page.objects.get(pk=copy.pk)
    adoption.save()
    revision = copy.save_revision(user=actor, clean=False, log_action=True)
    copy.revisions.exclude(pk=revision.pk).delete()
    if adopted.live:
        revision.publish(user=actor, skip_permission_checks=True)
    note(Action.DETACHED, adoption=adoption, actor=actor)


def _become(adopted: AdoptedPage, version: Any, draft: Any) -> Any:
    """Turn the row of `adopted` into a page of the type of `version`, and return it."""
    for state in WorkflowState.objects.active().filter(object_id=str(adopted.pk), base_content_type=_type(Page)):
        state.cancel()
    copy = with_local_parts(version, draft)
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
