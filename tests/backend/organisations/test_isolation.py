"""From the attacker's side: people of one organisation try to see and change what belongs to another.

`walk/` tries every address with everything of another organisation; here are forms that an attacker forges with care.
"""

import json
from itertools import product
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from backend.organisations.models import Contact
from tests.backend.organisations.conftest import World, contact_form


def thing(world: World, model: str) -> Any:
    return getattr(world, model)


def shown(response: Any) -> str:
    content: bytes = response.getvalue()
    return content.decode(errors="replace")


def test_a_contact_cannot_be_made_for_others(as_administrator: Client, ours: World, theirs: World) -> None:
    as_administrator.post(
        "/admin/snippets/organisations/contact/add/", contact_form(organisation=theirs.organisation.pk)
    )
    assert Contact.objects.get(label="New").organisation == ours.organisation


def test_a_contact_cannot_be_given_away(as_administrator: Client, ours: World, theirs: World) -> None:
    address = f"/admin/snippets/organisations/contact/edit/{ours.contact.pk}/"
    as_administrator.post(address, contact_form(organisation=theirs.organisation.pk))
    ours.contact.refresh_from_db()
    assert (ours.contact.label, ours.contact.organisation) == ("New", ours.organisation)


@pytest.mark.parametrize("phone", ["101", "not a number"])
def test_a_forged_page_tells_nothing_even_beside_another_fault(
    as_administrator: Client, theirs: World, phone: str
) -> None:
    response = as_administrator.post(
        "/admin/snippets/organisations/contact/add/", contact_form(page=theirs.page.pk, phone=phone)
    )
    assert response.status_code in {302, 403}
    assert "Zebrasecret" not in shown(response)
    assert not Contact.objects.filter(label="New").exists()


def test_a_forged_poster_tells_nothing(as_editor: Client, theirs: World) -> None:
    response = as_editor.post(
        "/admin/snippets/media/film/add/",
        {"title": "New", "duration_seconds": "oops", "poster": theirs.image.pk, "transcript-count": "0",
         "captions-TOTAL_FORMS": "0", "captions-INITIAL_FORMS": "0"},
    )  # fmt: skip
    assert response.status_code in {302, 403}
    assert "Zebrasecret" not in shown(response)


def organisation_form(world: World, **fields: Any) -> dict[str, Any]:
    organisation = world.organisation
    names = [field.name for field in organisation._meta.fields if isinstance(getattr(organisation, field.name), str)]
    return {
        **{name: getattr(organisation, name) for name in names},
        "nations": organisation.nations,
        "main_language": "en",
        "header_links-count": "0",
        "footer_groups-count": "0",
        "translations-count": "0",
        "help_contacts-TOTAL_FORMS": "0",
        "help_contacts-INITIAL_FORMS": "0",
        **fields,
    }


def test_a_forged_help_contact_tells_nothing(as_administrator: Client, ours: World, theirs: World) -> None:
    forged = {
        "help_contacts-TOTAL_FORMS": "1",
        "help_contacts-0-contact": theirs.contact.pk,
        "help_contacts-0-ORDER": "1",
        "brand": "#ffffff",
    }
    address = f"/admin/snippets/organisations/organisation/edit/{ours.organisation.pk}/"
    response = as_administrator.post(address, organisation_form(ours, **forged))
    assert response.status_code in {302, 403}
    assert "Zebrasecret" not in shown(response)
    assert not ours.organisation.help_contacts.exists()


def test_a_shared_contact_may_be_chosen_but_not_changed(as_administrator: Client, ours: World, theirs: World) -> None:
    Contact.objects.filter(pk=theirs.contact.pk).update(shared=True)
    assert "Zebrasecret line" in shown(as_administrator.get("/admin/snippets/choose/organisations/contact/"))
    chosen = as_administrator.get(f"/admin/snippets/choose/organisations/contact/chosen/{theirs.contact.pk}/")
    assert chosen.json()["result"]["string"] == "Zebrasecret line · 101"
    assert "Zebrasecret" not in shown(as_administrator.get("/admin/snippets/organisations/contact/"))
    edit = as_administrator.get(f"/admin/snippets/organisations/contact/edit/{theirs.contact.pk}/")
    assert edit.status_code in {302, 404}
    address = f"/admin/snippets/organisations/organisation/edit/{ours.organisation.pk}/"
    as_administrator.post(
        address,
        organisation_form(
            ours,
            **{
                "help_contacts-TOTAL_FORMS": "1",
                "help_contacts-0-contact": theirs.contact.pk,
                "help_contacts-0-ORDER": "1",
            },
        ),
    )
    assert [item.contact for item in ours.organisation.help_contacts.all()] == [theirs.contact]


def test_a_redirect_cannot_be_made_on_others_site(as_editor: Client, theirs: World) -> None:
    fields = {"old_path": "/ours", "is_permanent": "on", "redirect_link": "https://example.org/"}
    as_editor.post("/admin/redirects/add/", fields | {"site": theirs.organisation.site_id})
    as_editor.post("/admin/redirects/add/", fields | {"site": ""})
    assert not Redirect.objects.filter(old_path="/ours").exists()


def test_redirects_cannot_be_imported(as_administrator: Client) -> None:
    assert as_administrator.get("/admin/redirects/import/").status_code in {302, 403}
    assert as_administrator.post("/admin/redirects/import/process/").status_code in {302, 403}


def test_uploaded_files_open_for_colleagues_only(ours: World, theirs: World) -> None:
    for name in (theirs.image.file.name, theirs.document.file.name, theirs.image.get_rendition("width-100").file.name):
        assert Client().get(f"/media/{name}").status_code == 404
        assert ours.logins["administrator"].get(f"/media/{name}").status_code == 404
        opened = theirs.logins["editor"].get(f"/media/{name}")
        assert opened.status_code == 200
        assert "sandbox" in opened.headers["Content-Security-Policy"]
        assert shown(opened)
    assert theirs.logins["editor"].get("/media/../waymark.sqlite3").status_code == 404
    assert theirs.logins["editor"].get("/media/films/unknown.mp4").status_code == 404


def test_documents_open_for_colleagues_only(theirs: World) -> None:
    address = f"/documents/{theirs.document.pk}/{theirs.document.filename}"
    assert Client().get(address).status_code == 404
    assert shown(theirs.logins["editor"].get(address)) == "secret words"


def test_colleagues_see_their_own(ours: World, as_editor: Client) -> None:
    assert "Ourownword line" in shown(as_editor.get("/admin/snippets/organisations/contact/"))
    assert "Ourownword film" in shown(as_editor.get("/admin/snippets/media/film/"))
    assert "Ourownword plan" in shown(as_editor.get("/admin/choose-page/search/?q=Ourownword"))
    assert "/ourownword" in shown(as_editor.get("/admin/redirects/"))
    for kind, address in [
        ("contact", "/admin/snippets/organisations/contact/edit/{}/"),
        ("film", "/admin/snippets/media/film/edit/{}/"),
        ("redirect", "/admin/redirects/{}/"),
        ("page", "/admin/pages/{}/edit/"),
    ]:
        assert as_editor.get(address.format(thing(ours, kind).pk)).status_code == 200, kind


PAGE = {
    "title": "Ours",
    "slug": "ours",
    "summary": "Ours",
    "purpose": "other",
    "index_terms": "",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


def block(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    head = {"body-count": "1", "body-0-type": kind, "body-0-order": "0", "body-0-deleted": "", "body-0-id": ""}
    return head | {f"body-0-value{name}": value for name, value in fields.items()}


def test_forged_references_in_a_page_tell_nothing_and_save_nothing(
    as_editor: Client, ours: World, theirs: World
) -> None:
    link = {
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"id": theirs.page.pk, "url": "/"}}},
        "blocks": [
            {"key": "a", "text": "look", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
             "entityRanges": [{"offset": 0, "length": 4, "key": 0}]}
        ],
    }  # fmt: skip
    bodies: dict[str, dict[str, Any]] = {
        "contact": {"": theirs.contact.pk, "-contact": theirs.contact.pk},
        "film": {"-film": theirs.film.pk},
        "document": {"": theirs.document.pk},
        "image": {"-image-image": theirs.image.pk, "-image": theirs.image.pk},
        "rich_text": {"": json.dumps(link)},
    }
    address = f"/admin/pages/add/pages/standardpage/{ours.organisation.site.root_page_id}/"
    actions: list[dict[str, str]] = [{}, {"action-publish": "on"}]
    for kind, title, action in product(bodies, ("Ours", ""), actions):
        response = as_editor.post(address, PAGE | {"title": title} | block(kind, bodies[kind]) | action)
        assert response.status_code in {302, 403}, kind
        assert "Zebrasecret" not in shown(response)
    assert not Page.objects.filter(title="Ours").exists()


def test_an_honest_page_with_own_and_shared_things_is_saved(as_editor: Client, ours: World, theirs: World) -> None:
    Contact.objects.filter(pk=theirs.contact.pk).update(shared=True)
    home = ours.organisation.site.root_page
    for slug, body in {
        "a": block("contact", {"": theirs.contact.pk}),
        "b": block("contact", {"": ours.contact.pk}),
        "c": block("document", {"": ours.document.pk}),
    }.items():
        data = PAGE | {"slug": slug} | body
        assert as_editor.post(f"/admin/pages/add/pages/standardpage/{home.pk}/", data).status_code == 302
        assert Page.objects.filter(slug=slug).exists()
