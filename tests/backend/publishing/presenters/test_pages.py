"""Every page type becomes a document that carries what its editor wrote."""

from typing import Any

import pytest
from django.core.files.base import ContentFile

from backend.media.models import FilmCaptions
from backend.organisations.models import Organisation
from backend.publishing.compile import compile_pages
from backend.publishing.presenters import PRESENTERS
from backend.publishing.trees import load_trees
from content_models import DOCUMENT_TYPES, canonical_bytes, digest
from tests.backend.pages.factories import (
    item,
    make_contact,
    make_document,
    make_film,
    make_image,
    make_page,
    make_partner,
    outside,
)
from tests.backend.publishing.sites import document, document_json, drained, stored

SUBPAGES = sorted(PRESENTERS.keys() - {"home"})


def publish(kind: str, organisation: Organisation, **fields: Any) -> Any:
    page = make_page(kind, organisation, **fields)
    assert drained().problems == []
    return page


@pytest.mark.parametrize("kind", SUBPAGES)
def test_a_page_of_each_type_becomes_a_valid_document(kind: str, marlshire: Organisation) -> None:
    page = publish(kind, marlshire, index_terms=["Another word"], change_note="First version")
    data = document_json(page)
    assert data["type"] == kind
    assert data["id"] == str(page.translation_key)
    assert (data["title"], data["summary"], data["locale"]) == (page.title, page.summary, "en")
    assert data["index_terms"] == ["Another word"]
    assert data["change_note"] == "First version"
    assert data["owner"] == {"slug": "marlshire", "name": "Marlshire"}
    assert data["licence"]["holder"] == "Marlshire"
    assert data["nations"] == ["england"]
    assert data["last_updated"] >= data["first_published"]


def test_every_type_of_the_contract_has_a_presenter() -> None:
    assert PRESENTERS.keys() == DOCUMENT_TYPES.keys()


@pytest.mark.parametrize("kind", SUBPAGES)
def test_the_same_page_compiles_to_the_same_bytes(kind: str, marlshire: Organisation) -> None:
    page = publish(kind, marlshire)
    before = stored(marlshire).digest
    outcome = compile_pages([page.pk], load_trees())
    assert outcome.unchanged == {page.pk}
    assert digest(canonical_bytes(document(page))) == page.compiled.document_id
    assert stored(marlshire).digest == before


def test_a_licence_of_its_own_replaces_that_of_the_organisation(marlshire: Organisation) -> None:
    page = publish("standard", marlshire, licence_name="CC BY 4.0", licence_holder="Between Us", nations=["wales"])
    data = document_json(page)
    assert data["licence"] == {"name": "CC BY 4.0", "holder": "Between Us"}
    assert data["nations"] == ["wales"]


def test_home_carries_its_routes_choices_story_and_featured_pages(marlshire: Organisation) -> None:
    guide = make_page("guide", marlshire)
    home = marlshire.root_page
    home.choices = [("item", {"heading": "Who are you?", "cards": [{"link": guide, "text": "A parent"}]})]
    home.featured = [("item", {"heading": "New", "cards": [{"link": guide, "text": ""}]})]
    story = {"quote": "They listened.", "attribution": "Asha", "heading": "Asha", "text": "Read it."}
    home.story = [("item", story | {"link": guide, "link_text": "Her story"})]
    home.save_revision().publish()
    assert drained().problems == []
    data = document_json(home)
    link = {"kind": "page", "page": str(guide.translation_key)}
    assert data["worried"]["actions"][0]["target"] == {"kind": "url", "url": "https://www.example.org/"}
    assert data["emergency"] == {"heading": "Get help now", "introduction": "Choose what fits."}
    assert data["choices"]["cards"][0]["link"] == link
    assert data["choices"]["cards"][0]["text"] == "A parent"
    assert data["featured"]["cards"][0]["link"] == link
    assert data["story"]["link"] == link


def test_strategy_carries_strands_myths_partners_and_files(marlshire: Organisation) -> None:
    data = document_json(publish("strategy", marlshire))
    assert [strand["here"] for strand in data["wider"]["strands"]] == [True, False]
    assert data["objectives"][0]["text"] == {"html": "<p>We listen.</p>"}
    assert data["myths"][0]["source"] == {"text": "Guidance", "url": "https://www.example.org/guidance"}
    assert data["partners"][0]["role"] == "Runs the groups."
    file = data["files"][0]
    assert (file["kind"], file["owner"], file["published"]) == ("action_plan", "Prevent team", "2026-01-05")
    assert file["document"]["file"]["media_type"] == "application/pdf"
    assert file["document"]["pages"] == 12


def test_signs_carry_themes_with_another_explanation_for_each(marlshire: Organisation) -> None:
    action = {"text": "Talk to us", "target": outside(), "style": "quiet"}
    data = document_json(publish("signs", marlshire, action=[item(action)], reassurance="<p>You are not alone.</p>"))
    assert data["statement"] == "There is no checklist."
    assert data["themes"][0]["signs"][0]["otherwise"] == "Could be exams."
    assert data["action"]["style"] == "quiet"
    assert data["reassurance"] == {"html": "<p>You are not alone.</p>"}


def test_guide_carries_steps_routes_and_the_way_for_professionals(marlshire: Organisation) -> None:
    contact = make_contact(marlshire)
    professionals = {"heading": "At work", "text": "<p>Ask your lead.</p>", "action": None, "contact": contact.pk}
    data = document_json(
        publish(
            "guide",
            marlshire,
            professionals=[item(professionals)],
            before_you_start="<p>Have a pen.</p>",
            what_happens_note="<p>It takes a day.</p>",
            handled_by="<p>Two officers.</p>",
        )
    )
    assert data["reading_minutes"] == 3
    assert data["steps"][0]["say"] == "I am here."
    assert data["what_happens_next"][0]["when"] == "The same day"
    assert data["routes"][0]["form_url"] == "https://www.example.org/form"
    assert data["professionals"]["contact"] == {"contact": str(contact.uuid)}
    assert data["before_you_start"]["html"] == "<p>Have a pen.</p>"
    assert data["handled_by"]["html"] == "<p>Two officers.</p>"


def test_case_study_carries_the_story_and_never_the_consent(marlshire: Organisation) -> None:
    help_page = make_page("guide", marlshire)
    data = document_json(publish("case_study", marlshire, related_help=[item(help_page.pk)]))
    assert [block["id"] for block in data["story"]] == ["story-1", "story-2"]
    assert data["outcome"]["points"][0]["title"] == "Back at college"
    assert data["related_help"] == [{"kind": "page", "page": str(help_page.translation_key)}]
    assert data["details_changed"] is True
    assert "consent" not in str(data).lower()
    assert "coordinator" not in str(data).lower()


def test_signpost_carries_hours_by_weekday_and_areas(marlshire: Organisation) -> None:
    data = document_json(publish("signpost", marlshire))
    times = {"opens": "09:00:00", "closes": "17:00:00"}
    assert data["hours"]["periods"] == [{"day": "monday", **times}, {"day": "friday", **times}]
    assert data["coverage"]["areas"] == [{"code": "E07000071", "name": "Colchester"}]
    assert data["address"] == {"lines": ["1 High Street", "Colchester"], "postcode": "CO1 1AA"}
    assert data["languages"] == ["en", "ur"]
    assert data["cost"] == {"kind": "free"}


def test_film_carries_captions_transcript_poster_and_described_version(marlshire: Organisation) -> None:
    film = make_film(
        marlshire,
        provider="",
        video_id="",
        file=ContentFile(b"\0\0\0\x18ftypmp42" + b"\0" * 40, name="call.mp4"),
        poster=make_image(marlshire),
        audio_described_provider="vimeo",
        audio_described_video_id="123456789",
    )
    captions = ContentFile(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHelo\n", name="call.vtt")
    FilmCaptions.objects.create(film=film, language="cy", file=captions)
    data = document_json(publish("film", marlshire, film=film))["film"]
    assert data["id"] == str(film.uuid)
    assert data["source"]["files"][0]["media_type"] == "video/mp4"
    assert data["captions"][0]["locale"] == "cy"
    assert data["captions"][0]["file"]["media_type"] == "text/vtt"
    assert data["poster"]["renditions"][0]["width"] == 64
    assert data["audio_described"] == {"kind": "provider", "provider": "vimeo", "video_id": "123456789"}
    assert data["transcript"] == [{"speaker": "Asha", "text": "I did not know whom to ask."}]


def test_event_carries_its_time_with_the_offset_of_its_place(marlshire: Organisation) -> None:
    data = document_json(publish("event", marlshire, status="postponed", status_note="A new day follows."))
    assert data["starts"] == "2027-05-14T18:00:00+01:00"
    assert data["timezone"] == "Europe/London"
    assert data["venue"] == {"name": "Town Hall", "address": {"lines": ["High Street"], "postcode": "CO1 1PJ"}}
    assert data["agenda"][0]["at"] == "18:00:00"
    assert data["registration"] == {"email": "prevent@marlshire.example", "deadline": "2027-05-10"}
    assert (data["status"], data["status_note"]) == ("postponed", "A new day follows.")


def test_campaign_carries_partners_with_logos_and_its_successor(marlshire: Organisation) -> None:
    partner = make_partner(marlshire, logo=make_image(marlshire))
    data = document_json(publish("campaign", marlshire, partners=[item({"partner": partner.pk, "role": "Hosts"})]))
    assert data["partners"][0]["id"] == str(partner.uuid)
    assert data["partners"][0]["logo"]["renditions"][0]["media_type"] == "image/webp"
    assert data["period"] == {"starts": "2026-01-01"}
    assert data["successor"]["text"] == "What comes next"


def test_toolkit_carries_files_with_previews_and_words_to_copy(marlshire: Organisation) -> None:
    data = document_json(publish("toolkit", marlshire))
    copy, poster = data["items"]
    assert copy["text"] == "Talk early."
    assert poster["file"]["media_type"] == "application/pdf"
    assert poster["preview"]["alt"] == "The poster"
    assert data["key_messages"] == ["Talking early helps."]
    assert data["audiences"] == ["schools"]


def test_news_carries_its_day_picture_and_what_it_replaces(marlshire: Organisation) -> None:
    older = make_page("campaign", marlshire)
    replaces = {"text": "The campaign before", "target": {"page": older.pk, "url": ""}}
    data = document_json(publish("news", marlshire, replaces=[item(replaces)]))
    assert data["published_on"] == "2026-03-04"
    assert data["image"]["alt"] == "People at a table"
    assert data["replaces"]["target"] == {"kind": "page", "page": str(older.translation_key)}


def test_section_and_standard_page_carry_order_and_purpose(marlshire: Organisation) -> None:
    assert document_json(publish("section", marlshire, order="newest"))["order"] == "newest"
    assert document_json(publish("standard", marlshire, purpose="privacy"))["purpose"] == "privacy"


def test_a_document_of_the_collection_is_described_for_download(marlshire: Organisation) -> None:
    file = make_document(marlshire, title="Plan 2026", language="cy")
    page = publish("standard", marlshire, body=[{"type": "document", "id": "d1", "value": file.pk}])
    value = document_json(page)["body"][0]["value"]
    assert (value["title"], value["locale"], value["pages"]) == ("Plan 2026", "cy", 12)
    assert value["file"]["filename"].endswith(".pdf")
