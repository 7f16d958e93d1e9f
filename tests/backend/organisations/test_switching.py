"""Somebody of two organisations: everything is that of the one they work for, with the role that they have there."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file

from backend.media.models import CustomImage
from backend.organisations.models import Contact, Role
from tests.backend.organisations.conftest import World, contact_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(ours: World, theirs: World) -> Client:
    """Return the browser of somebody who administers ours and edits for theirs; they begin with ours."""
    person = get_user_model().objects.get(username="colchester-administrator")
    person.groups.add(theirs.organisation.roles.get(role=Role.EDITOR).group)
    return ours.logins["administrator"]


def switch(client: Client, world: World, **more: str) -> Any:
    return client.post("/admin/organisation/", {"organisation": world.organisation.pk, **more})


def text(client: Client, address: str) -> str:
    content: bytes = client.get(address).getvalue()
    return content.decode()


LISTS = [
    ("plan", "/admin/pages/search/results/?q={word}"),
    ("plan", "/admin/choose-page/search/?q={word}"),
    ("plan", "/admin/api/main/pages/?fields=title"),
    ("picture", "/admin/images/results/"),
    ("picture", "/admin/images/chooser/results/"),
    ("paper", "/admin/documents/results/"),
    ("paper", "/admin/documents/chooser/results/"),
    ("film", "/admin/snippets/media/film/results/"),
    ("film", "/admin/snippets/choose/media/film/results/"),
    ("line", "/admin/snippets/organisations/contact/results/"),
    ("line", "/admin/snippets/choose/organisations/contact/results/"),
    ("partner", "/admin/snippets/pages/partner/results/"),
]


def test_lists_searches_and_choosers_follow_the_organisation(both: Client, ours: World, theirs: World) -> None:
    for here, there in ((ours, theirs), (theirs, ours)):
        switch(both, here)
        wrong = []
        for thing, address in LISTS:
            own = text(both, address.format(word=here.word))
            other = text(both, address.format(word=there.word)).replace(f"q={there.word}", "")
            if f"{here.word} {thing}" not in own or f"{there.word} {thing}" in own + other:
                wrong.append(address)
        assert wrong == []
    assert "/zebrasecret" in text(both, "/admin/redirects/results/")
    assert "/ourownword" not in text(both, "/admin/redirects/results/")


def test_what_is_made_belongs_to_the_organisation(both: Client, ours: World, theirs: World) -> None:
    for here in (ours, theirs):
        switch(both, here)
        assert both.post("/admin/snippets/organisations/contact/add/", contact_form()).status_code == 302
        both.post("/admin/redirects/add/", {
            "old_path": "/new", "is_permanent": "on", "redirect_link": "https://example.org/",
            "site": here.organisation.site_id,
        })  # fmt: skip
        assert Contact.objects.filter(label="New", organisation=here.organisation).count() == 1
        assert Redirect.objects.filter(old_path="/new", site=here.organisation.site).count() == 1


def test_new_images_go_to_the_collection_of_the_organisation(both: Client, ours: World, theirs: World) -> None:
    for number, here in enumerate((ours, theirs)):
        switch(both, here)
        picture = get_test_image_file(size=(9 + number, 9)).file.getvalue()
        file = SimpleUploadedFile(f"new-{number}.png", picture, "image/png")
        form = {"title": f"New {number}", "description": "A path", "file": file, "tags": ""}
        answer = both.post("/admin/images/add/", form)
        assert answer.status_code == 302, answer.context["form"].errors
        assert CustomImage.objects.get(title=f"New {number}").collection == here.organisation.collection


def test_the_role_is_that_of_the_organisation(both: Client, ours: World, theirs: World) -> None:
    settings = "/admin/snippets/organisations/organisation/edit/{}/"
    assert both.get(settings.format(ours.organisation.pk)).status_code == 200
    switch(both, theirs)
    assert both.get(settings.format(theirs.organisation.pk)).status_code in {302, 404}
    assert both.get(f"/admin/pages/{theirs.page.pk}/edit/").status_code == 200
    assert both.get("/admin/people/").status_code in {302, 403}


def test_the_explorer_begins_at_the_home_page_of_the_organisation(both: Client, ours: World, theirs: World) -> None:
    for here in (ours, theirs):
        switch(both, here)
        home = here.organisation.site.root_page_id
        assert both.get("/admin/pages/").headers["Location"] == f"/admin/pages/{home}/"


def test_an_address_of_the_other_organisation_leads_to_the_switch_and_from_there_on(
    both: Client, theirs: World
) -> None:
    address = f"/admin/pages/{theirs.page.pk}/edit/"
    answer = both.get(address)
    assert answer.status_code == 302
    shown = both.get(answer.headers["Location"]).content.decode()
    assert "What you want to open belongs to Essex Police." in shown
    assert "Zebrasecret" not in shown
    assert switch(both, theirs, next=address).headers["Location"] == address
    assert both.get(address).status_code == 200


def test_nothing_of_the_other_organisation_changes_before_the_switch(both: Client, theirs: World) -> None:
    for address in (f"/admin/pages/{theirs.page.pk}/unpublish/", f"/admin/images/{theirs.image.pk}/delete/"):
        assert both.post(address).status_code == 404
    assert CustomImage.objects.filter(pk=theirs.image.pk).exists()


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_the_switch_leads_to_no_other_site(both: Client, theirs: World, address: str) -> None:
    assert switch(both, theirs, next=address).headers["Location"] == "/admin/"


def test_nobody_switches_to_an_organisation_that_they_do_not_belong_to(ours: World, theirs: World) -> None:
    client = ours.logins["administrator"]
    assert switch(client, theirs).status_code == 404
    assert client.post("/admin/organisation/", {"organisation": "no number"}).status_code == 404
    assert client.get(f"/admin/pages/{theirs.page.pk}/edit/").status_code == 404
    shown = text(client, f"/admin/organisation/?for={theirs.organisation.pk}&next=/admin/pages/{theirs.page.pk}/edit/")
    assert "Essex" not in shown


def test_who_leaves_an_organisation_works_for_it_no_longer(both: Client, ours: World, theirs: World) -> None:
    switch(both, theirs)
    person = get_user_model().objects.get(username="colchester-administrator")
    person.groups.remove(theirs.organisation.roles.get(role=Role.EDITOR).group)
    assert "Zebrasecret" not in text(both, "/admin/snippets/organisations/contact/")
    assert "Ourownword line" in text(both, "/admin/snippets/organisations/contact/")
