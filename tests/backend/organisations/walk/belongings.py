"""Everything that an organisation can own, once of each kind, so that the walk can name it in any address."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import (
    CollectionViewRestriction,
    Comment,
    Page,
    PageViewRestriction,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowPage,
    WorkflowState,
)

from backend.feedback.models import Comment as VisitorComment
from backend.feedback.models import Tally, VisitCount, VisitCounting
from backend.media.models import CustomDocument, CustomImage
from backend.organisations.models import Invitation, Organisation, Role
from backend.sharing.models import Action, AdoptedPage, Adoption, Mode, Offer, note
from tests.backend.organisations.walk.marks import MARK, SOUGHT, WORDS, mark
from tests.backend.pages.factories import (
    TYPES,
    make_contact,
    make_document,
    make_film,
    make_image,
    make_page,
    make_partner,
)
from tests.backend.pages.factories import make_organisation as provisioned


@dataclass
class Belongings:
    """An organisation, its people by role, and what it owns by the word that the table of arguments uses."""

    organisation: Organisation
    people: dict[Role, Any] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)


def make_ours() -> Belongings:
    """Return the organisation of those who try: it offers pages too, so that all screens are open to it."""
    organisation = provisioned("colchester", name="Colchester", kind="council", may_offer=True)
    return _fill(Belongings(organisation), lambda thing: thing)


def make_theirs() -> Belongings:
    """Return the organisation that they try to see; every text of it carries the mark."""
    organisation = provisioned(
        f"{SOUGHT}-{MARK}", name=f"{WORDS} Police", public_address=f"https://{SOUGHT}.{MARK}.example", may_offer=True
    )
    kept = {"slug", "name", "public_address", "languages"}
    mark(organisation, kept).save()
    return _fill(Belongings(organisation), mark)


def _fill(belongings: Belongings, marking: Any) -> Belongings:
    for make in (_people, _records, _pages, _in_work, _files_on_the_way, _sharing, _history, _feedback):
        make(belongings, marking)
    organisation = belongings.organisation
    belongings.things |= {
        "organisation": organisation,
        "site": organisation.site,
        "collection": organisation.collection,
        "group": organisation.roles.get(role=Role.AUTHOR).group,
        "user": belongings.people[Role.EDITOR],
        "invitation": _invitation(belongings, marking),
    }
    return belongings


def _people(belongings: Belongings, marking: Any) -> None:
    for role in belongings.organisation.roles.select_related("group"):
        name = f"{belongings.organisation.slug}-{role.role}"
        user = get_user_model().objects.create(username=name)
        marking(user).save()
        # Without an address yet, so that setting the scene writes no letters.
        get_user_model().objects.filter(pk=user.pk).update(email="")
        user.groups.add(role.group)
        belongings.people[Role(role.role)] = user


def _records(belongings: Belongings, marking: Any) -> None:
    organisation, things = belongings.organisation, belongings.things
    things["image"] = image = marking(make_image(organisation, uploaded_by_user=belongings.people[Role.EDITOR]))
    things["document"] = document = marking(make_document(organisation))
    for tagged in (image, document):
        tagged.save()
        tagged.tags.add(f"{WORDS} tag" if marking is mark else "Own tag")
    things["rendition"] = image.get_rendition("width-40")
    things["film"] = marking(make_film(organisation, poster=image))
    things["contact"] = marking(make_contact(organisation))
    things["partner"] = marking(make_partner(organisation, logo=image))
    redirect = Redirect(site=organisation.site, old_path="/old", redirect_link="https://example.org/")
    things["redirect"] = marking(redirect)
    redirect.old_path = f"/{SOUGHT}-{MARK}" if marking is mark else "/old"
    for kind in ("film", "contact", "partner", "redirect"):
        things[kind].save()
    organisation.footer_contact = things["contact"]
    organisation.save()


def _pages(belongings: Belongings, marking: Any) -> None:
    organisation, things = belongings.organisation, belongings.things
    things["home"] = home = marking(organisation.root_page)
    home.save(clean=False)
    home.save_revision(clean=False)
    for kind in TYPES:
        if kind == "home":
            continue
        page = marking(make_page(kind, organisation))
        page.save(clean=False)
        page.save_revision(clean=False, user=belongings.people[Role.AUTHOR])
        things[f"{kind} page"] = TYPES[kind].objects.get(pk=page.pk)
    things["page"] = page = things["standard page"]
    locked = {"locked_by": belongings.people[Role.EDITOR], "locked_at": timezone.now()}
    things["locked page"] = _page(belongings, marking, locked=True, **locked)
    things["draft"] = draft = _page(belongings, marking)
    draft.save_revision(clean=False, user=belongings.people[Role.AUTHOR])
    revision = draft.save_revision(clean=False, user=belongings.people[Role.AUTHOR])
    revision.approved_go_live_at = timezone.now() + timedelta(days=9)
    revision.save()
    things["revision"] = revision
    things["alias"] = page.create_alias(update_slug=f"{page.slug}-again", parent=things["home"])


def _page(belongings: Belongings, marking: Any, **fields: Any) -> Any:
    page = marking(make_page("standard", belongings.organisation, published=False, **fields))
    page.save(clean=False)
    page.save_revision(clean=False, user=belongings.people[Role.AUTHOR])
    return page


def _in_work(belongings: Belongings, marking: Any) -> None:
    things, author = belongings.things, belongings.people[Role.AUTHOR]
    workflow = Workflow.objects.get(
        pk=WorkflowPage.objects.get(page=belongings.organisation.site.root_page).workflow_id
    )
    things["waiting page"] = waiting = _page(belongings, marking)
    things["workflow"] = marking(workflow)
    things["task"] = marking(workflow.tasks.get().specific)
    for kind in ("workflow", "task"):
        things[kind].save()
    things["workflow state"] = state = workflow.start(waiting, author)
    things["task state"] = state.current_task_state
    TaskState.objects.filter(pk=state.current_task_state.pk).update(comment=WORDS if marking is mark else "Please look")
    things["comment"] = marking(Comment(page=things["page"], user=author, text="Is this right?", contentpath="title"))
    things["comment"].contentpath = "title"
    things["comment"].save()
    EditingSession.objects.create(
        user=belongings.people[Role.EDITOR], content_object=things["page"].page_ptr, last_seen_at=timezone.now()
    )
    things["editing session"] = EditingSession.objects.get(user=belongings.people[Role.EDITOR])
    assert WorkflowState.objects.filter(pk=state.pk).exists()


def _files_on_the_way(belongings: Belongings, marking: Any) -> None:
    person = belongings.people[Role.EDITOR]
    for kind, model in (("image on the way", CustomImage), ("document on the way", CustomDocument)):
        belongings.things[kind] = UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(model),
            file=ContentFile(b"not yet a record", name=f"{MARK if marking is mark else 'own'}.png"),
            uploaded_by_user=person,
        )
    belongings.things["page restriction"] = PageViewRestriction.objects.create(
        page=belongings.things["draft"].page_ptr,
        restriction_type="password",
        password=WORDS if marking is mark else "own",
    )
    belongings.things["collection restriction"] = CollectionViewRestriction.objects.create(
        collection=belongings.organisation.collection, restriction_type="login"
    )


def _sharing(belongings: Belongings, marking: Any) -> None:
    things, organisation = belongings.things, belongings.organisation
    source = things["guide page"]
    offer = marking(Offer(owner=organisation, page=source, source_key=source.translation_key, everybody=False))
    offer.save()
    page = marking(AdoptedPage(title="Of the nation", slug="of-the-nation", live=False))
    Page.objects.get(pk=organisation.site.root_page_id).add_child(instance=page)
    page.save_revision(clean=False)
    national = national_offer()
    adoption = Adoption(
        organisation=organisation,
        offer=national,
        page=page,
        source=national.page,
        source_key=national.source_key,
        locale="en",
        mode=Mode.REVIEW,
    )
    marking(adoption).save()
    things |= {"offer": offer, "adopted page": page, "adoption": adoption}
    for record in (note(Action.OFFERED, offer=offer), note(Action.ADOPTED, adoption=adoption)):
        marking(record).save()


def national_offer() -> Offer:
    """Return what a third organisation offers to everybody; both have adopted it."""
    found = Offer.objects.filter(owner__slug="national").first()
    if found is None:
        owner = provisioned("national", name="National Body", kind="national", may_offer=True)
        page = make_page("guide", owner, title="Of the nation")
        found = Offer.objects.create(owner=owner, page=page.page_ptr, source_key=page.translation_key)
    return found


def _invitation(belongings: Belongings, marking: Any) -> Invitation:
    expires = timezone.now() + timedelta(days=3)
    invitation = Invitation(organisation=belongings.organisation, email="new@police.example", expires=expires)
    marking(invitation).save()
    return invitation


def _history(belongings: Belongings, marking: Any) -> None:
    for user in belongings.people.values():
        user.save()
    for kind in ("page", "contact", "partner", "film", "image", "redirect", "home"):
        log(belongings.things[kind], "wagtail.edit", user=belongings.people[Role.EDITOR])


def _feedback(belongings: Belongings, marking: Any) -> None:
    organisation, page = belongings.organisation, belongings.things["page"]
    about = {
        "organisation": organisation, "page_id": page.translation_key, "locale": "en", "version": "0" * 64,
        "day": timezone.localdate(),
    }  # fmt: skip
    Tally.objects.create(**about, owner=organisation, yes=3, no=5)
    comment = marking(VisitorComment(**about, useful=False, text="Too long."))
    comment.version = about["version"]
    comment.save()
    belongings.things["comment of a visitor"] = comment
    VisitCounting.objects.create(organisation=organisation)
    path = f"/{SOUGHT}-{MARK}/" if marking is mark else "/own/"
    VisitCount.objects.create(organisation=organisation, path=path, day=about["day"], visits=50)
