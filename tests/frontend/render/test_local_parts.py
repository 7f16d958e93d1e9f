"""Pages of others with what a site adds to them: in their places, marked as its own, and found by search engines where the owner asks."""

from content_models import AdoptedEntry, Entry, canonical_bytes, digest, merge
from content_models.examples import example_documents, example_manifest, example_overlays
from content_models.values import BasedOn, Owner
from frontend.plan.view import SiteView
from tests.frontend.render.gallery import page_of, pages, render

GUIDE = pages()["marlshire", "/tell-someone/"]
STORY = pages()["marlshire", "/stories/door-that-stayed-shut/"]


def test_a_filled_slot_and_own_blocks_say_who_added_them() -> None:
    assert GUIDE.count('<p class="local__by">Added by Marlshire') == 2
    assert "In Marlshire a small team answers." in GUIDE
    assert GUIDE.index("In Marlshire a small team answers.") < GUIDE.index("If you would rather come in")
    assert "added local help" in GUIDE


def test_own_blocks_stand_inside_a_story_and_what_is_left_out_is_not_there() -> None:
    assert "Who would have answered here" in STORY
    assert "I was frightened" not in STORY
    assert "who would answer that call in Marlshire" in STORY


def test_the_owners_site_shows_its_page_without_local_parts() -> None:
    national = pages()["national", "/tell-someone/"]
    assert "local__by" not in national
    assert "Marlshire" not in national.partition("<main")[2].partition("</main")[0]


def test_the_owner_stays_named_as_the_one_who_wrote_it() -> None:
    assert "National Safeguarding Centre" in GUIDE


def _view(entry: Entry) -> SiteView:
    manifest = example_manifest("marlshire")
    entries = tuple(entry if each.path == entry.path else each for each in manifest.entries)
    changed = manifest.model_copy(update={"entries": entries})
    return SiteView.of(changed, example_documents().values(), "en", example_overlays().values())


def test_search_engines_are_led_to_the_owner_where_it_asks_for_that() -> None:
    found = next(each for each in example_manifest("marlshire").entries if each.path == "/tell-someone/")
    assert '<link rel="canonical" href="https://marlshire' in GUIDE
    owner = Owner(slug="national", name="National")
    adopted = AdoptedEntry(owner=owner, mode="follow", canonical="https://national.example/tell-someone/")
    view = _view(found.model_copy(update={"adopted": adopted}))
    assert '<link rel="canonical" href="https://national.example/tell-someone/">' in render(view, view.pages[found.id])


def test_a_copy_says_on_whose_page_it_is_based() -> None:
    document = example_documents()["standard/about-marlshire.json"]
    based = BasedOn(id=document.id, owner=Owner(slug="national", name="The Centre"), version="0" * 64)
    copy = document.model_copy(update={"based_on": based})
    manifest = example_manifest("marlshire")
    entries = tuple(
        each.model_copy(update={"digest": digest(canonical_bytes(copy))}) if each.path == "/about/" else each
        for each in manifest.entries
    )
    documents = [*example_documents().values(), copy]
    view = SiteView.of(manifest.model_copy(update={"entries": entries}), documents, "en", example_overlays().values())
    assert "Based on a page by The Centre" in render(view, view.pages[copy.id])


def test_a_slot_shows_its_owners_content_until_it_is_filled() -> None:
    guide = example_documents()["guide/tell-someone.json"]
    words = {"id": "d", "type": "rich_text", "value": {"html": "<p>Ask at your library.</p>"}}
    slot = guide.body[0].model_dump(mode="json") | {}
    slot["value"]["content"] = [words]
    own = type(guide).model_validate(guide.model_dump(mode="json") | {"body": [slot]})
    manifest = example_manifest("national")
    entries = tuple(
        each.model_copy(update={"digest": digest(canonical_bytes(own))}) if each.path == "/tell-someone/" else each
        for each in manifest.entries
    )
    view = SiteView.of(manifest.model_copy(update={"entries": entries}), [*example_documents().values(), own], "en")
    html = render(view, view.pages[own.id])
    assert "Ask at your library." in html
    assert "local__by" not in html
    assert merge(own, None).document == own
    assert page_of("guide/tell-someone.json")
