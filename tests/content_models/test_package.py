"""One public surface: what the package exports exists, and each type says what it is."""

import importlib
import pkgutil
import sys

import pytest
from pydantic import BaseModel

import content_models

MODULES = sorted(name for _, name, _ in pkgutil.walk_packages(content_models.__path__, "content_models."))


@pytest.mark.parametrize("name", ["content_models", "content_models.blocks", "content_models.documents"])
def test_every_exported_name_is_there_and_in_order(name: str) -> None:
    package = importlib.import_module(name)

    assert all(hasattr(package, exported) for exported in package.__all__)
    assert len(set(package.__all__)) == len(package.__all__)


def test_every_public_function_of_the_contract_is_exported() -> None:
    for name in ("base", "references"):
        module = importlib.import_module(f"content_models.{name}")
        public = {key for key, value in vars(module).items() if callable(value) and value.__module__ == module.__name__}
        assert {key for key in public if not key.startswith("_")} <= set(content_models.__all__)


@pytest.mark.parametrize("name", MODULES)
def test_every_type_is_frozen_strict_and_described(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__ == name:
            assert value.model_config.get("frozen"), value
            assert value.model_config.get("extra") == "forbid", value
            assert value.__doc__, value


def test_the_contract_needs_nothing_but_pydantic() -> None:
    roots = {
        getattr(value, "__module__", "").partition(".")[0]
        for name in MODULES
        for value in vars(importlib.import_module(name)).values()
        if isinstance(value, type)
    }

    assert roots - set(sys.stdlib_module_names) <= {
        "content_models",
        "pydantic",
        "pydantic_core",
        "annotated_types",
        "",
    }
