"""What must be right before a page is published, each said in one sentence at the field that is wrong."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from backend.organisations.models import Organisation
from backend.pages.models import CaseStudyPage, HomePage
from tests.backend.pages.factories import TYPES, item, make_film, make_organisation, make_page, page_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation("marlshire")


def wrong(kind: str, parent: Organisation, **overrides: Any) -> dict[str, list[str]]:
    """Return the sentences by field that keep a page from being published."""
    with pytest.raises(ValidationError) as caught:
        make_page(kind, parent, **overrides)
    return caught.value.message_dict


def test_an_event_must_end_after_it_starts(organisation: Organisation) -> None:
    start = datetime(2027, 5, 14, 17, tzinfo=UTC)
    assert wrong("event", organisation, starts=start, ends=start) == {"ends": ["The event must end after it starts."]}


def test_an_event_takes_place_somewhere(organisation: Organisation) -> None:
    assert "venue" in wrong("event", organisation, venue=[])


def test_an_event_may_be_online_only(organisation: Organisation) -> None:
    online = [item({"url": "https://meet.example.org/1", "note": ""})]
    assert make_page("event", organisation, venue=[], online=online).live


def test_nobody_can_be_asked_to_register_for_an_event_that_is_over(organisation: Organisation) -> None:
    late = [item({"email": "team@marlshire.example", "deadline": "2027-05-15"})]
    assert "registration" in wrong("event", organisation, registration=late)


def test_registration_leads_somewhere(organisation: Organisation) -> None:
    nowhere = [item({"email": "", "url": "", "deadline": None, "note": "Come along"})]
    (sentence,) = wrong("event", organisation, registration=nowhere)["registration"]
    assert sentence == "1 › email: Give an email or the address of a form, so that people can register."


def test_a_time_zone_must_exist(organisation: Organisation) -> None:
    assert "timezone" in wrong("event", organisation, timezone="Europe/Colchester")


def test_a_signs_page_says_that_there_is_no_checklist(organisation: Organisation) -> None:
    assert "statement" in wrong("signs", organisation, statement="")


def test_every_sign_says_what_else_it_could_be(organisation: Organisation) -> None:
    sign = {"title": "Withdrawn", "description": "Sees friends less.", "otherwise": ""}
    theme = item({"title": "Online", "scope": "", "signs": [item(sign)]})
    assert wrong("signs", organisation, themes=[theme]) == {
        "themes": ["1 › signs › 1 › otherwise: This field is required."]
    }


def test_a_film_without_transcript_is_not_published(organisation: Organisation) -> None:
    assert "film" in wrong("film", organisation, film=make_film(organisation, transcript=[]))


def test_no_page_shows_a_film_without_transcript_among_its_content(organisation: Organisation) -> None:
    silent = make_film(organisation, transcript=[])
    body = [{"type": "film", "id": "a", "value": {"film": silent.pk, "page": None}}]
    assert "body" in wrong("standard", organisation, body=body)


def test_a_film_page_needs_a_film(organisation: Organisation) -> None:
    assert "film" in wrong("film", organisation, film=None)


@pytest.mark.parametrize(
    ("field", "value"),
    [("consent_held", False), ("consent_role", ""), ("consent_expires", None)],
)
def test_a_case_study_without_a_full_consent_record_is_not_published(
    organisation: Organisation, field: str, value: object
) -> None:
    assert field in wrong("case_study", organisation, **{field: value})


def test_a_case_study_whose_consent_has_ended_is_not_published(organisation: Organisation) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    assert "consent_expires" in wrong("case_study", organisation, consent_expires=yesterday)


def test_a_case_study_may_be_shown_on_the_last_day_of_its_consent(organisation: Organisation) -> None:
    assert make_page("case_study", organisation, consent_expires=timezone.localdate()).live


def test_a_case_study_leaves_the_site_when_its_consent_ends(organisation: Organisation) -> None:
    last_day = timezone.localdate() + timedelta(days=30)
    page = make_page("case_study", organisation, consent_expires=last_day)
    assert timezone.localtime(page.expire_at).date() == last_day + timedelta(days=1)


def test_extending_the_consent_extends_the_publication(organisation: Organisation) -> None:
    page = make_page("case_study", organisation)
    page.consent_expires += timedelta(days=100)
    page.save_revision().publish()
    page = CaseStudyPage.objects.get(pk=page.pk)
    assert timezone.localtime(page.expire_at).date() == page.consent_expires + timedelta(days=1)


def test_an_earlier_end_set_by_an_editor_stays(organisation: Organisation) -> None:
    soon = timezone.now() + timedelta(days=3)
    page = make_page("case_study", organisation, expire_at=soon)
    assert page.expire_at == soon


def test_a_wider_strategy_marks_exactly_one_strand(organisation: Organisation) -> None:
    strands = [item({"name": name, "aim": "Keep people safe.", "here": True}) for name in ("Prevent", "Pursue")]
    wider = [item({"heading": "CONTEST", "introduction": "It has strands.", "strands": strands})]
    (sentence,) = wrong("strategy", organisation, wider=wider)["wider"]
    assert sentence.endswith("now 2 are marked.")


def test_a_wider_strategy_is_optional(organisation: Organisation) -> None:
    assert make_page("strategy", organisation, wider=[]).live


def test_a_signpost_serves_the_country_or_names_its_areas(organisation: Organisation) -> None:
    nowhere = [item({"national": False, "areas": [], "note": ""})]
    assert "coverage" in wrong("signpost", organisation, coverage=nowhere)


def test_a_signpost_can_be_reached(organisation: Organisation) -> None:
    assert "contacts" in wrong("signpost", organisation, contacts=[])


def test_a_signpost_is_not_verified_in_the_future(organisation: Organisation) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "last_verified" in wrong("signpost", organisation, last_verified=tomorrow)


def test_a_signpost_is_checked_again_after_it_was_checked(organisation: Organisation) -> None:
    earlier = timezone.localdate() - timedelta(days=20)
    assert "next_check" in wrong("signpost", organisation, next_check=earlier)


def test_a_toolkit_item_holds_something(organisation: Organisation) -> None:
    empty = item({"kind": "poster", "title": "Poster", "format": "PDF", "locale": "en", "version": "1"})
    assert "items" in wrong("toolkit", organisation, items=[empty])


def test_a_toolkit_says_for_whom_it_is(organisation: Organisation) -> None:
    assert "audiences" in wrong("toolkit", organisation, audiences=[])


def test_a_campaign_does_not_end_before_it_starts(organisation: Organisation) -> None:
    period = [item({"starts": "2026-05-02", "ends": "2026-05-01"})]
    assert "period" in wrong("campaign", organisation, period=period)


def test_a_guide_has_at_most_twelve_steps(organisation: Organisation) -> None:
    steps = [item({"title": f"Step {n}", "text": "<p>Do it.</p>"}, n) for n in range(1, 14)]
    assert "steps" in wrong("guide", organisation, steps=steps)


def test_a_referral_route_leads_somewhere(organisation: Organisation) -> None:
    route = item({"title": "Somehow", "text": "At any time."})
    assert "routes" in wrong("guide", organisation, routes=[route])


def test_empty_paragraphs_are_no_explanation(organisation: Organisation) -> None:
    assert "what_it_is" in wrong("strategy", organisation, what_it_is='<p data-block-key="a1b2c"> </p>')


def test_text_longer_than_the_contract_takes_is_refused_without_a_form_too(organisation: Organisation) -> None:
    assert "audience" in wrong("event", organisation, audience="a" * 4001)


def test_a_line_break_is_refused_where_one_line_is_asked_for(organisation: Organisation) -> None:
    assert "organisation_name" in wrong("signpost", organisation, organisation_name="Between\nUs")


@pytest.mark.parametrize("slug", ["a-z", "assets", "media", "404", "cy"])
def test_addresses_that_the_site_needs_itself_are_refused_at_its_root(organisation: Organisation, slug: str) -> None:
    (sentence,) = wrong("standard", organisation, slug=slug)["slug"]
    assert sentence.startswith(f"“/{slug}/” is ")


@pytest.mark.parametrize("slug", ["a-z", "media", "cy"])
def test_the_same_addresses_are_free_below_a_section(organisation: Organisation, slug: str) -> None:
    section = make_page("section", organisation)
    assert make_page("standard", section, slug=slug).full_url == f"{section.full_url}{slug}/"


def test_a_page_with_such_an_address_cannot_be_moved_to_the_root_of_its_site(organisation: Organisation) -> None:
    section = make_page("section", organisation)
    page = make_page("standard", section, slug="media")
    assert not page.can_move_to(organisation.root_page)
    assert page.can_move_to(make_page("section", organisation))


@pytest.mark.parametrize("kind", sorted(TYPES.keys() - {"home"}))
def test_an_unfinished_draft_of_every_type_can_be_kept(organisation: Organisation, kind: str) -> None:
    page = TYPES[kind](title="Unfinished", slug="unfinished", live=False)
    organisation.root_page.add_child(instance=page)
    page.save_revision(clean=False)
    assert not page.live


def test_a_live_page_cannot_be_saved_without_its_compulsory_parts(organisation: Organisation) -> None:
    page = make_page("home", organisation.root_page.get_parent(), slug="another")
    page.worried = []
    with pytest.raises(ValidationError, match="worried"):
        page.save()


def test_the_content_of_the_tests_is_valid_without_an_organisation() -> None:
    assert HomePage(**page_content("home", None)).worried[0].value["heading"] == "Are you worried?"
