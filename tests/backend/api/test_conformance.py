"""Requests made from the API's own OpenAPI document, valid and not: each answer must be one that the document promises."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from backend.api import openapi
from backend.organisations.models import Organisation
from backend.wsgi import application
from content_models import Manifest
from content_models.examples import example_documents, example_manifest, example_media


def described_api() -> Any:
    """Return the OpenAPI document, with names that exist among those to try, and the application behind it."""
    document = json.loads(openapi.FILE.read_text(encoding="utf-8"))
    entries = example_manifest("marlshire").entries[:6]
    existing = {
        "site": ["marlshire", "national"],
        "page_id": [str(entry.id) for entry in entries],
        "digest": [*(entry.digest for entry in entries), *example_media()],
        "locale": ["en", "cy", "ur"],
        "path": [entry.path for entry in entries],
    }
    for item in document["paths"].values():
        for parameter in item.get("get", {}).get("parameters", ()):
            if names := existing.get(parameter["name"]):
                some = {"type": "string", "enum": names}
                # A well-formed language that the site does not have is refused; no description could list them.
                free = parameter["name"] != "locale"
                parameter["schema"] = {"anyOf": [some, parameter["schema"]]} if free else some
    # Answers about what the site shows are taken; any other digest is as good as none, and 404 is what that promises.
    feedback = document["components"]["schemas"]["FeedbackForm"]["properties"]
    feedback["site"] = {"type": "string", "enum": ["marlshire", "national"]}
    feedback["version"] = {"type": "string", "enum": [entry.digest for entry in entries]}
    api = schemathesis.openapi.from_dict(document)
    api.app = application
    return api


@pytest.fixture
def open_connection(marlshire: Manifest) -> Iterator[None]:
    """Keep the database's connection, which holds the test's transaction, open from request to request."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    Organisation.objects.update(feedback_url="https://admin.example/api/v1/feedback/")
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@described_api().parametrize()
@settings(max_examples=25, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_description_promises(case: schemathesis.Case, open_connection: None) -> None:
    case.call_and_validate()


def test_the_examples_reach_every_type_of_document() -> None:
    known = {entry.type for slug in ("marlshire", "national") for entry in example_manifest(slug).entries}
    assert known == {document.type for document in example_documents().values()}
