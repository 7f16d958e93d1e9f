"""Administrators write what every page says in the other languages of their own site, and of no other."""

from typing import Any

import pytest
from django.test import Client

from backend.organisations.models import Organisation
from tests.backend.organisations.conftest import World
from tests.backend.organisations.test_isolation import organisation_form
from tests.backend.organisations.test_organisation_admin import address

WELSH = {"locale": "cy", "strapline": "Yn gynnar", "demonstration": "Nid yw’n go iawn.", "contact_note": "Bob dydd."}
URDU = {"locale": "ur", "strapline": "جلد", "demonstration": "", "contact_note": ""}


def words_form(world: World, *words: dict[str, str], **fields: Any) -> dict[str, Any]:
    """Return the form of the settings of a site in three languages, with words in some of them."""
    form = organisation_form(world, other_languages=["cy", "ur"], **fields)
    form["translations-count"] = str(len(words))
    for number, each in enumerate(words):
        place = f"translations-{number}"
        form |= {f"{place}-type": "words", f"{place}-order": str(number), f"{place}-deleted": ""}
        form |= {f"{place}-value-{name}": text for name, text in each.items()}
    return form


def stored(world: World) -> list[dict[str, Any]]:
    organisation = Organisation.objects.get(pk=world.organisation.pk)
    return [dict(block.value) for block in organisation.translations]


def test_each_language_gets_its_words_where_the_others_are_edited(as_administrator: Client, ours: World) -> None:
    shown = as_administrator.get(address(ours)).content.decode()
    assert "Demonstration notice" in shown
    assert "for pages in the other languages of your site" in shown
    response = as_administrator.post(address(ours), words_form(ours, WELSH, URDU, strapline="Early"))
    assert response.status_code == 302
    assert stored(ours) == [WELSH, URDU]
    assert Organisation.objects.get(pk=ours.organisation.pk).strapline == "Early"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([WELSH, WELSH], "Write the words of each language once."),
        ([WELSH | {"locale": "en"}], "English is your main language: its words stand in the boxes themselves."),
        ([WELSH | {"locale": "pl"}], "Polish (polski) is no language of your site: tick it under"),
        ([{**URDU, "strapline": ""}], "Write at least one of the three in this language, or remove the language."),
        ([{**WELSH, "strapline": "x" * 256}], "at most 255 characters"),
        ([{**WELSH, "demonstration": "x" * 4001}], "at most 4000 characters"),
        ([{**WELSH, "locale": "tlh"}], "tlh is not one of the available choices"),
    ],
)
def test_words_that_no_page_could_show_are_refused(
    as_administrator: Client, ours: World, words: list[dict[str, str]], sentence: str
) -> None:
    response = as_administrator.post(address(ours), words_form(ours, *words))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert stored(ours) == []


def heading_form(world: World, *headings: tuple[str, str]) -> dict[str, Any]:
    """Return the form of the settings with a group of links whose heading is in other languages too."""
    group = "footer_groups-0-value"
    form = words_form(world, **{"footer_groups-count": "1", f"{group}-heading": "More", f"{group}-links-count": "0"})
    form |= {"footer_groups-0-type": "group", "footer_groups-0-order": "0", "footer_groups-0-deleted": ""}
    form[f"{group}-translations-count"] = str(len(headings))
    for number, (locale, heading) in enumerate(headings):
        place = f"{group}-translations-{number}"
        form |= {f"{place}-type": "item", f"{place}-order": str(number), f"{place}-deleted": ""}
        form |= {f"{place}-value-locale": locale, f"{place}-value-heading": heading}
    return form


def test_a_heading_of_the_footer_has_its_words_beside_it_once_a_language(as_administrator: Client, ours: World) -> None:
    refused = as_administrator.post(address(ours), heading_form(ours, ("cy", "Mwy"), ("cy", "Rhagor")))
    assert "Write the heading of each language once." in refused.content.decode()
    assert as_administrator.post(address(ours), heading_form(ours, ("cy", "Mwy"), ("ur", "مزید"))).status_code == 302
    (group,) = Organisation.objects.get(pk=ours.organisation.pk).footer_groups
    assert [dict(words) for words in group.value["translations"]] == [
        {"locale": "cy", "heading": "Mwy"},
        {"locale": "ur", "heading": "مزید"},
    ]


def test_nobody_but_the_sites_own_administrator_changes_them(ours: World, theirs: World) -> None:
    strangers = [theirs.logins[role] for role in ("author", "editor", "administrator")]
    for client in (*strangers, ours.logins["author"], ours.logins["editor"], Client()):
        response = client.post(address(ours), words_form(ours, WELSH))
        assert response.status_code in {302, 403, 404}
        assert stored(ours) == []
