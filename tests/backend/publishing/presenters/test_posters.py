"""A toolkit's posters in its document, and on the site of somebody who adopts it."""

from typing import Any

from backend.organisations.models import Organisation
from backend.publishing.presenters.sources import Sources
from backend.publishing.presenters.toolkit import present
from content_models.documents import Toolkit
from tests.backend.pages.factories import item, make_contact, make_page, poster_words
from tests.backend.publishing.sites import document, document_json, drained


def published(organisation: Organisation, **poster: Any) -> Any:
    page = make_page("toolkit", organisation, posters=[item(poster_words(**poster), 9)])
    assert drained().problems == []
    return page


def test_a_poster_carries_its_words_in_each_language(marlshire: Organisation) -> None:
    [poster] = document_json(published(marlshire, expires="2028-03-31"))["posters"]
    assert poster["id"] == item(None, 9)["id"]
    assert [words["locale"] for words in poster["words"]] == ["en", "ur"]
    assert poster["words"][1]["lines"] == ["یقین ضروری نہیں۔"]
    assert (poster["layout"], poster["audience"], poster["expires"]) == ("footpath", "public", "2028-03-31")
    assert poster["contacts"] == [{"role": "support_line"}]


def test_a_poster_names_contacts_and_pages_by_their_ids(marlshire: Organisation) -> None:
    guide, contact = make_page("guide", marlshire), make_contact(marlshire)
    contacts = [item({"role": "referral", "contact": None}, 1), item({"role": "", "contact": contact.pk}, 2)]
    made = document(published(marlshire, contacts=contacts, leads_to=guide.pk))
    assert isinstance(made, Toolkit)
    [poster] = made.posters
    assert [each.role for each in poster.contacts] == ["referral", None]
    assert poster.contacts[1].contact is not None
    assert poster.contacts[1].contact.contact == contact.uuid
    assert poster.leads_to is not None
    assert poster.leads_to.page == guide.translation_key


def test_a_contact_that_is_gone_leaves_the_others_and_a_poster_without_any_is_left_out(marlshire: Organisation) -> None:
    contact = make_contact(marlshire)
    both = [item({"role": "referral", "contact": None}, 1), item({"role": "", "contact": contact.pk}, 2)]
    page = published(marlshire, contacts=both)
    alone = make_page("toolkit", marlshire, slug="alone", posters=[item(poster_words(contacts=both[1:]), 9)])
    contact.delete()
    sources = Sources()
    for each in (page, alone):
        present(each, sources)
    sources.load()
    assert [poster["contacts"] for poster in present(page, sources)["posters"]] == [[{"role": "referral"}]]
    assert present(alone, sources)["posters"] == []
