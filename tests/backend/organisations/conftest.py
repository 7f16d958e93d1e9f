"""Two organisations with people in every role, and something of each kind that only its owner may see."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from backend.media.models import Film
from backend.organisations.models import Contact, Organisation
from backend.organisations.provisioning import provision


@dataclass
class World:
    """An organisation with one secret of each kind. Every title contains `word`."""

    organisation: Organisation
    word: str
    page: Page
    contact: Contact
    film: Film
    image: Any
    document: Any
    redirect: Redirect
    partner: Any
    logins: dict[str, Client] = field(default_factory=dict)


def make_world(slug: str, word: str) -> World:
    organisation = provision(
        slug=slug,
        name=slug.replace("-", " ").title(),
        kind="force",
        nations=["england"],
        languages=["en"],
        public_address=f"http://{slug}.localhost:8080",
    )
    home: Any = organisation.root_page
    page = type(home)(title=f"{word} plan", slug="plan", live=False, summary="Not for others", locale=home.locale)
    home.add_child(instance=page)
    page.save_revision(clean=False)
    collection = organisation.collection
    world = World(
        organisation=organisation,
        word=word,
        page=page,
        contact=Contact.objects.create(organisation=organisation, label=f"{word} line", need="You ask", phone="101"),
        film=Film.objects.create(
            title=f"{word} film", provider="youtube", video_id="abcdefghijk", duration_seconds=5, collection=collection
        ),
        image=get_image_model().objects.create(
            title=f"{word} picture", file=get_test_image_file(), collection=collection
        ),
        document=get_document_model().objects.create(
            title=f"{word} paper", file=ContentFile(b"secret words", name=f"{word}.txt"), collection=collection
        ),
        partner=apps.get_model("pages", "Partner").objects.create(organisation=organisation, name=f"{word} partner"),
        redirect=Redirect.objects.create(
            old_path=f"/{word.lower()}", site=organisation.site, redirect_link="https://example.org/"
        ),
    )
    for role in organisation.roles.select_related("group"):
        user = get_user_model().objects.create_user(f"{slug}-{role.role}", password="not guessed")
        user.groups.add(role.group)
        world.logins[role.role] = Client()
        world.logins[role.role].force_login(user)
    return world


@pytest.fixture
def ours(db: None) -> World:
    return make_world("colchester", "Ourownword")


@pytest.fixture
def theirs(db: None) -> World:
    return make_world("essex-police", "Zebrasecret")


@pytest.fixture
def as_editor(ours: World) -> Client:
    return ours.logins["editor"]


@pytest.fixture
def as_administrator(ours: World) -> Client:
    return ours.logins["administrator"]


@pytest.fixture
def superuser(db: None) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", password="not guessed"))
    return client


type Attack = Callable[[Client, World], Any]


def contact_form(**fields: Any) -> dict[str, Any]:
    """Return what the form of a contact sends, with `fields` in place of its own."""
    return {
        "label": "New",
        "need": "You ask",
        "kind": "other",
        "phone": "101",
        "hours_times-count": "0",
        "translations-count": "0",
    } | fields
