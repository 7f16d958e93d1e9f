import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from jsonschema import Draft202012Validator

from backend.api import openapi
from backend.api.urls import urlpatterns
from content_models import DOCUMENT_TYPES, Model
from content_models.base import canonical_bytes
from content_models.examples import example_documents, example_manifest


@pytest.fixture(scope="module")
def described() -> Any:
    """The OpenAPI document in the repository."""
    return json.loads(openapi.FILE.read_text(encoding="utf-8"))


def test_the_file_in_the_repository_is_what_the_code_says() -> None:
    assert openapi.is_current(), "run `python backend/manage.py api_schema`"


def test_the_command_writes_and_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openapi, "FILE", tmp_path / "schema" / "openapi.json")
    with pytest.raises(CommandError, match="out of date"):
        call_command("api_schema", "--check")
    call_command("api_schema", verbosity=0)
    call_command("api_schema", "--check")


def test_every_endpoint_is_described(described: Any) -> None:
    names = {operation["operationId"] for item in described["paths"].values() for operation in item.values()}
    assert names == {str(pattern.name) for pattern in urlpatterns} - {"nothing", "preview", "preview_file"}
    assert described["openapi"].startswith("3.1")


def test_only_feedback_takes_anything(described: Any) -> None:
    takes = {path for path, item in described["paths"].items() if item.keys() != {"get"}}
    assert takes == {"/api/v1/feedback/"}
    assert described["paths"]["/api/v1/feedback/"].keys() == {"post"}


def test_every_reference_leads_to_something_that_the_document_holds(described: Any) -> None:
    """Generators of types, such as `openapi-typescript`, stop at the first that leads nowhere."""
    references = set(re.findall(r'"\$ref": "([^"]*)"', json.dumps(described)))
    assert references
    assert references <= {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}


def test_every_problem_is_described_as_one(described: Any) -> None:
    operations = [operation for item in described["paths"].values() for operation in item.values()]
    for operation in operations:
        for status, response in operation["responses"].items():
            if status.startswith(("4", "5")):
                assert list(response["content"]) == ["application/problem+json"]


def test_every_document_type_is_described(described: Any) -> None:
    assert {kind.__name__ for kind in DOCUMENT_TYPES.values()} <= described["components"]["schemas"].keys()


def test_no_two_types_of_the_contract_share_a_name() -> None:
    seen: dict[str, type] = {}
    waiting: list[type] = [Model]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith(("content_models", "backend.api.answers")):
            assert seen.setdefault(kind.__name__, kind) is kind, (
                f"the OpenAPI document would mix up both {kind.__name__}"
            )


@pytest.mark.parametrize("name", sorted(example_documents()))
def test_every_example_follows_the_description(described: Any, name: str) -> None:
    validate(described, "StoredDocument", example_documents()[name])


@pytest.mark.parametrize("slug", ["national", "marlshire", "pendrick"])
def test_every_example_manifest_follows_the_description(described: Any, slug: str) -> None:
    validate(described, "Manifest", example_manifest(slug))


def validate(described: Any, component: str, model: Any) -> None:
    """Check a value against a component, strictly by JSON Schema 2020-12."""
    schema = {"$ref": f"#/components/schemas/{component}", "components": described["components"]}
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
        json.loads(canonical_bytes(model))
    )


def test_the_description_is_served_as_it_is_in_the_repository(db: None, client: Client) -> None:
    response = client.get("/api/v1/schema/")
    assert response.content == openapi.FILE.read_bytes()
    assert response["Content-Type"] == "application/vnd.oai.openapi+json"
    assert client.get("/api/v1/schema/", headers={"If-None-Match": response["ETag"]}).status_code == 304
