"""The project's rules hold, and break loudly."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.admin.forms import WagtailAdminPageForm

from backend.core import checks
from backend.core.values import Nation
from content_models.documents import DOCUMENT_TYPES
from content_models.values import Nation as ContractNation


def test_the_rules_hold() -> None:
    assert checks.pages_follow_the_rules() == []
    assert checks.records_are_kept_apart() == []


def test_every_document_type_has_a_page_and_every_page_a_document_type() -> None:
    models = [model for model in checks.our_page_models() if not getattr(model, "shows_others", False)]
    assert {model.document_type for model in models} == set(DOCUMENT_TYPES)
    for model in models:
        assert model.__name__ == f"{DOCUMENT_TYPES[model.document_type].__name__}Page"


def test_the_nations_are_the_contracts() -> None:
    assert Nation.values == [nation.value for nation in ContractNation]


def test_a_page_whose_form_accepts_forgeries_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    model: Any = checks.our_page_models()[0]
    monkeypatch.setattr(model, "base_form_class", WagtailAdminPageForm)
    assert [fault.id for fault in checks.pages_follow_the_rules()] == ["core.E004"]


def test_records_without_a_policy_that_keeps_apart_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "get_snippet_models", lambda: [Group])
    (fault,) = checks.records_are_kept_apart()
    assert (fault.id, fault.obj) == ("core.E005", Group)
