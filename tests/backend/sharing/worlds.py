"""Two organisations: a national body that offers a page, and a council that has adopted it."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page

from backend.organisations.models import Organisation, Role
from backend.sharing.models import AdoptedPage, Adoption, Mode, Offer
from tests.backend.pages.factories import make_organisation, make_page

PASSWORD = "correct horse battery"

BODY: list[dict[str, Any]] = [
    {"type": "heading", "id": "n-1", "value": {"text": "If you are worried", "level": "2"}},
    {"type": "rich_text", "id": "n-2", "value": "<p>Talk to <b>somebody</b> you trust.</p>"},
    {
        "type": "callout",
        "id": "n-3",
        "value": {"kind": "urgent", "title": "In danger?", "text": "<p>Ring 999 at once.</p>"},
    },
    {"type": "rich_text", "id": "n-4", "value": "<p>Then tell your safeguarding lead.</p>"},
    {
        "type": "local_slot",
        "id": "n-5",
        "value": {
            "name": "local-support",
            "accepts": "contacts",
            "guidance": "Your local team's line",
            "required": True,
        },
    },
    {
        "type": "local_slot",
        "id": "n-6",
        "value": {
            "name": "nearby",
            "accepts": "any",
            "content": [{"type": "rich_text", "id": "n-6-1", "value": "<p>Ask at your library.</p>"}],
        },
    },
    {"type": "rich_text", "id": "n-7", "value": "<p>You can change your mind later.</p>"},
]
"""The offered page. Its owner locks `n-3` and `n-4`."""

LOCKED = ["n-3", "n-4"]


@dataclass
class Shared:
    """A page that `owner` offers and `adopter` has adopted."""

    owner: Organisation
    adopter: Organisation
    source: Any
    offer: Offer
    adoption: Adoption
    people: dict[str, Any] = field(default_factory=dict)

    @property
    def page(self) -> Any:
        """The adopted page with its newest draft."""
        return AdoptedPage.objects.get(pk=self.adoption.page_id).get_latest_revision_as_object()

    @property
    def live(self) -> Any:
        """The adopted page as it is published."""
        return AdoptedPage.objects.get(pk=self.adoption.page_id)

    def browser(self, organisation: Organisation | None = None, role: Role = Role.EDITOR) -> Client:
        """Return the browser of somebody with a role in `organisation`, the adopter unless told otherwise."""
        client = Client()
        client.force_login(make_user(organisation or self.adopter, role))
        return client

    def publish_source(self, **changes: Any) -> Any:
        """Change the owner's page and publish it; returns it as it is now."""
        page = type(self.source).objects.get(pk=self.source.pk)
        for name, value in changes.items():
            setattr(page, name, value)
        page.save_revision().publish()
        self.source = type(page).objects.get(pk=page.pk)
        return self.source


def make_user(organisation: Organisation, role: Role = Role.EDITOR) -> Any:
    """Return somebody with a role in `organisation`, made when asked for the first time."""
    name = f"{organisation.slug}-{role}"
    user, made = get_user_model().objects.get_or_create(username=name)
    if made:
        user.set_password(PASSWORD)
        user.save()
        user.groups.add(organisation.roles.get(role=role).group)
    return user


def make_shared(
    kind: str = "standard", *, mode: Mode = Mode.FOLLOW, overlay: Any = (), published: bool = False, **fields: Any
) -> Shared:
    """Return a page of type `kind` that one organisation offers and another has adopted."""
    owner = make_organisation("national-body", name="The National Body", kind="national")
    adopter = make_organisation("colchester", name="Colchester Council", kind="council")
    if kind == "standard":
        fields.setdefault("body", BODY)
        fields.setdefault("title", "Talk to somebody")
    source = make_page(kind, owner, **fields)
    offer = Offer.objects.create(owner=owner, page=source, source_key=source.translation_key, locked_blocks=LOCKED)
    adoption = adopt(offer, source, adopter, mode=mode, overlay=overlay, published=published)
    return Shared(owner, adopter, source, offer, adoption)


def adopt(
    offer: Offer, source: Any, organisation: Organisation, *, mode: Mode, overlay: Any, published: bool
) -> Adoption:
    """Return the adoption of `source` by `organisation`, in the version that is live."""
    page = AdoptedPage(title=source.title, slug=source.slug, overlay=overlay, live=False)
    home = Page.objects.get(pk=organisation.root_page.pk)
    home.add_child(instance=page)
    page.save_revision(clean=False)
    adoption = Adoption.objects.create(
        organisation=organisation,
        offer=offer,
        page=page,
        source=source.page_ptr,
        source_key=source.translation_key,
        locale=source.locale.language_code,
        mode=mode,
        accepted_revision=source.live_revision,
        accepted_digest="0" * 64,
    )
    if published:
        AdoptedPage.objects.get(pk=page.pk).get_latest_revision().publish()
    return adoption
