"""Templates: strict about names, and a failure says where it happened."""

from pathlib import Path
from typing import Any, cast

import pytest
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader

from content_models.examples import example_documents
from frontend.render import Renderer, RenderError, environment
from frontend.render.pages import BUILDERS
from tests.frontend.render.gallery import changed, site_view, view_with

SOURCES = list(environment.FOLDER.rglob("*.html"))


def broken(name: str, source: str) -> Renderer:
    """A renderer with one template replaced."""
    return Renderer(ChoiceLoader([DictLoader({name: source}), FileSystemLoader(environment.FOLDER)]))


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("{% block main %}\n{{ page.no_such_field }}{% endblock %}", r"template pages/guide\.html, line 2: UndefinedError"),
        ("{% block main %}\n\n{{ t['no_such_words'] }}{% endblock %}", r"template pages/guide\.html, line 3"),
        ("{% block main %}{% if %}{% endblock %}", r"template pages/guide\.html, line 1: TemplateSyntaxError"),
    ],
)  # fmt: skip
def test_a_template_that_fails_names_page_type_template_and_line(source: str, says: str) -> None:
    view, page = view_with(example_documents()["guide/minimal.json"])
    with pytest.raises(RenderError, match=rf"The page /shown/ \(guide\) could not be rendered: {says}"):
        broken("pages/guide.html", source).content(view, page)


def test_a_failing_block_names_the_block_template() -> None:
    view, page = view_with(example_documents()["standard/every-block.json"])
    with pytest.raises(RenderError, match=r"\(standard\).*template blocks/quote\.html, line 1"):
        broken("blocks/quote.html", "{{ block.nothing }}").content(view, page)


def test_failing_chrome_and_frame_are_told_too() -> None:
    view = site_view("national")
    with pytest.raises(RenderError, match=r"national / \(header and footer\).*chrome/footer\.html"):
        broken("chrome/footer.html", "{{ chrome.nothing }}").chrome(view)
    renderer = broken("page.html", "{{ page.nothing }}")
    chrome = renderer.chrome(view)
    assert view.home
    with pytest.raises(RenderError, match=r"The page / \(home\).*template page\.html, line 1"):
        renderer.page(view, view.home, chrome, renderer.content(view, view.home))
    with pytest.raises(RenderError, match=r"/a-z/"):
        renderer.a_to_z(view, chrome)
    with pytest.raises(RenderError, match=r"/404\.html"):
        renderer.not_found(view, chrome)


def test_a_document_that_code_cannot_render_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    # The contract leaves no known way to make this code fail, so a fault is put into it.
    monkeypatch.setitem(cast(dict[str, Any], BUILDERS), "event", lambda _: dict[str, str]()["nothing"])
    view, page = view_with(changed("event/minimal.json"))
    with pytest.raises(
        RenderError, match=r"The page /shown/ \(event\) could not be rendered: the rendering code"
    ) as error:
        Renderer().content(view, page)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_template_marks_anything_safe_or_turns_escaping_off(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert "|safe" not in source.replace(" ", "")
    assert "autoescape" not in source
    assert " style=" not in source
