"""A page type that nobody can publish is an error before anything starts."""

from typing import Any

from backend.publishing import compile as compiling
from backend.publishing.checks import page_types_can_be_published
from backend.publishing.presenters import registry


def test_every_page_type_can_be_published() -> None:
    assert page_types_can_be_published() == []


def test_a_page_type_without_a_presenter_names_the_file_to_write(monkeypatch: Any) -> None:
    monkeypatch.delitem(registry.PRESENTERS, "news")
    (error,) = page_types_can_be_published()
    assert "NewsPage" in error.msg
    assert "presenters/news.py" in str(error.hint)


def test_a_page_type_that_the_contract_lacks_and_a_presenter_without_one_are_errors(monkeypatch: Any) -> None:
    models = compiling.page_models()
    monkeypatch.setattr(compiling, "page_models", lambda: {"poster": models["news"]} | _without(models, "news"))
    assert {error.id for error in page_types_can_be_published()} == {
        "publishing.E001",
        "publishing.E002",
        "publishing.E003",
    }


def _without(models: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: model for key, model in models.items() if key != name}
