"""Posters in the editor: what people read when something is wrong, and whose contacts they can choose."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from backend.core.blocks.faults import fault_sentences
from backend.organisations.models import Organisation
from backend.pages.models import ToolkitPage
from backend.pages.models.poster_blocks import POSTER_LANGUAGES, PosterBlock
from content_models.documents.toolkit import PosterLayout
from frontend.render.words import Dictionary
from tests.backend.pages.factories import item, make_contact, make_organisation, poster_words
from tests.backend.pages.form_data import form_data
from tests.backend.pages.test_admin import member, new_page, post_new

pytestmark = pytest.mark.django_db


def said(**fields: Any) -> str:
    """Return what an editor reads who filled in a poster like this; empty when it is right."""
    block = PosterBlock()
    try:
        block.clean(block.to_python(poster_words(**fields)))
    except ValidationError as error:
        return " ".join(fault_sentences(error))
    return ""


def words(**fields: Any) -> dict[str, Any]:
    return {"locale": "en", "headline": "Worried?", "lines": ["Ring us."], "call_to_action": "Ring.", **fields}


def test_a_poster_that_is_right_is_taken() -> None:
    assert said() == ""


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"words": [item(words(headline="x" * 61))]}, "at most 60 characters"),
        ({"words": [item(words(lines=["1", "2", "3", "4"]))]}, "A poster has room for three lines; these are 4."),
        ({"words": [item(words(lines=["x" * 121]))]}, "is 121 characters long; a line may have at most 120."),
        ({"words": [item(words(call_to_action="x" * 71))]}, "at most 70 characters"),
        ({"words": [item(words(), 1), item(words(), 2)]}, "There are two entries in English: keep one."),
        ({"words": [item(words(locale="pl"))]}, "Select a valid choice"),
        ({"words": []}, "minimum number of items"),
        ({"contacts": [item({"role": "", "contact": None})]}, "Choose either everybody's own contact of a kind"),
        (
            {"contacts": [item({"role": "referral", "contact": None}, n) for n in (1, 2)]},
            "The same contact stands here twice",
        ),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence(fields: dict[str, Any], sentence: str) -> None:
    assert sentence in said(**fields)


def test_a_contact_by_role_and_by_name_at_once_is_refused() -> None:
    contact = make_contact(make_organisation("marlshire"))
    contacts = [item({"role": "referral", "contact": contact.pk})]
    assert "Choose either" in said(contacts=contacts)


def test_languages_and_layouts_are_those_that_a_poster_can_be_made_in() -> None:
    assert set(POSTER_LANGUAGES) == set(Dictionary().files)
    assert set(dict(PosterBlock().child_blocks["layout"].field.choices)) - {""} == set(PosterLayout)


def send(client: Client, organisation: Organisation, posters: list[dict[str, Any]], **overrides: Any) -> Any:
    page = new_page("toolkit", organisation, posters=posters, **overrides)
    data: QueryDict = form_data(page, **{"action-publish": "yes"})
    return post_new(client, "toolkit", organisation.root_page, data)


def test_a_toolkit_of_posters_alone_can_be_published_and_one_of_nothing_cannot() -> None:
    organisation = make_organisation("marlshire")
    client = member(organisation)
    assert send(client, organisation, [item(poster_words())], items=[], slug="posters").status_code == 302
    answer = send(client, organisation, [], items=[], slug="nothing")
    assert "Give people something to take away: an item, or a poster below." in answer.content.decode()
    assert [page.slug for page in ToolkitPage.objects.all()] == ["posters"]


@pytest.mark.parametrize("shared", [False, True])
def test_only_contacts_that_others_share_can_be_chosen(shared: bool) -> None:
    organisation, other = make_organisation("marlshire"), make_organisation("pendrick", name="Pendrick", kind="council")
    contact = make_contact(other, label="Their desk", shared=shared)
    contacts = [item({"role": "", "contact": contact.pk})]
    answer = send(member(organisation), organisation, [item(poster_words(contacts=contacts))], slug="forged")
    assert answer.status_code == 302
    # Wagtail leads to the first screen whoever may not do something.
    assert (answer.url == reverse("wagtailadmin_home")) == (not shared)
    assert ToolkitPage.objects.filter(slug="forged").exists() == shared
