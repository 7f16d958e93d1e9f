"""The JSON Schemas in the repository are those of the types, and they say what the types say."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from content_models import schemas as generated
from content_models import to_json
from content_models.examples import SITES, example_documents, example_manifest

SCHEMAS = generated.schemas()


def test_the_files_are_up_to_date() -> None:
    assert generated.drift() == [], "Run `make schema`."
    assert generated.main(["--check"]) == 0


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_each_is_a_schema_of_the_2020_dialect(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", sorted(example_documents()))
def test_an_example_follows_the_schema_of_its_type_and_of_documents(name: str) -> None:
    document = example_documents()[name]

    for schema in ("document.json", f"{document.type}.json"):
        assert problems(schema, to_json(document)) == []


@pytest.mark.parametrize("slug", SITES)
def test_an_example_site_follows_the_schema_of_manifests(slug: str) -> None:
    assert problems("manifest.json", to_json(example_manifest(slug))) == []


def test_a_stale_missing_or_left_over_file_is_drift(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(generated, "FOLDER", tmp_path / "schema")
    generated.write()
    (tmp_path / "schema" / "home.json").write_text("{}")
    (tmp_path / "schema" / "podcast.json").write_text("{}")
    (tmp_path / "schema" / "news.json").unlink()

    assert generated.drift() == ["home.json", "news.json", "podcast.json"]
    assert generated.main(["--check"]) == 1
    assert "home.json, news.json, podcast.json" in capsys.readouterr().err

    assert generated.main([]) == 0
    assert generated.drift() == []


def problems(schema: str, instance: Any) -> list[str]:
    return [
        error.message for error in Draft202012Validator(SCHEMAS[schema]).iter_errors(json.loads(json.dumps(instance)))
    ]
