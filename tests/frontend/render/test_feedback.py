"""“Was this page useful?”: a plain form that names the version of the page, and the pages that it leads to."""

import re

import pytest

from content_models import canonical_bytes, digest
from content_models.examples import example_documents
from frontend.render.scripts import feedback_script, script_files
from tests.frontend.render.gallery import Elements, chrome, on_a_site, renderer, site_view

URL = "https://feedback.example/api/v1/feedback/"


def test_the_question_needs_somewhere_to_go() -> None:
    document = example_documents()["standard/minimal.json"]
    asked, not_asked = (on_a_site(document, feedback_url=url) for url in (URL, None))
    assert f'method="post" action="{URL}"' in asked
    for trace in ("<form", "feedback", "<textarea"):
        assert trace not in not_asked


def test_the_form_sends_site_and_version_and_nothing_of_the_visitor() -> None:
    document = example_documents()["standard/minimal.json"]
    found = Elements(on_a_site(document, feedback_url=URL))
    fields = {each["name"]: each for each in [*found.named("input"), *found.named("textarea")]}
    assert fields.keys() == {"site", "version", "useful", "comment", "website"}
    assert fields["site"]["value"] == "national"
    assert fields["version"]["value"] == digest(canonical_bytes(document))
    assert fields["version"]["form"] == "feedback"
    assert fields["comment"]["maxlength"] == "800"


def test_the_warning_stands_before_the_comment_and_leads_to_help() -> None:
    html = on_a_site(example_documents()["standard/minimal.json"], feedback_url=URL)
    form = html[html.index("<form") : html.index("</form>")]
    assert form.index("Please leave out names") < form.index('href="#help"') < form.index("<textarea")


def test_the_form_of_a_welsh_page_speaks_welsh() -> None:
    document = example_documents()["standard/minimal.json"].model_copy(update={"locale": "cy"})
    html = on_a_site(document, feedback_url=URL, locales=("en", "cy"))
    assert "A oedd y dudalen hon yn ddefnyddiol?" in html
    assert "Peidiwch â chynnwys enwau" in html


@pytest.mark.parametrize("stored", [True, False])
def test_the_page_that_it_leads_to_has_the_help_panel_and_is_not_for_search_engines(stored: bool) -> None:
    html = renderer().feedback_answer(site_view("national"), chrome("national"), stored=stored)
    found = Elements(html)
    assert not found.faults
    assert {"name": "robots", "content": "noindex"} in found.named("meta")
    assert 'id="help"' in html
    assert "<form" not in html
    assert ("Your answer was not stored" in html) is not stored


def test_the_script_is_tiny_and_keeps_nothing() -> None:
    script = script_files()[feedback_script().removeprefix("/")].decode()
    assert len(script) < 1_500
    assert 'credentials: "omit"' in script
    assert not re.search(r"cookie|storage|innerHTML|eval", script, re.IGNORECASE)
