"""The contract and the builder import only what their installation brings."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Imported by name, installed by the package on the right.
PART_OF = {
    "markupsafe": "jinja2",
    "pydantic_core": "pydantic",
    "PIL": "pillow",
    "annotated_types": "pydantic",
    "fontTools": "weasyprint",
}
# What an extra brings is imported in its own folder only, and there when it is wanted.
OF_EXTRA = {"frontend/paper/": "paper"}


def imported(package: str) -> Iterator[tuple[str, str]]:
    """Yield each file and the top-level package it imports, from anywhere in the file."""
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((str(path.relative_to(ROOT)), alias.name.partition(".")[0]) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield str(path.relative_to(ROOT)), node.module.partition(".")[0]


def project() -> dict[str, Any]:
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def declared(extra: str | None = None) -> set[str]:
    """Return the packages that installing `waymark` without extras brings, or those of one extra."""
    requirements = project()["optional-dependencies"][extra] if extra else project()["dependencies"]
    return {requirement.partition(">")[0].partition("[")[0].strip() for requirement in requirements}


def of_extra(path: str) -> set[str]:
    """Return what a file may import beside what is always installed."""
    return set().union(*(declared(extra) for folder, extra in OF_EXTRA.items() if path.startswith(folder)))


@pytest.mark.parametrize(
    ("package", "allowed"),
    [("content_models", {"content_models", "pydantic"}), ("frontend", {"frontend", "content_models", *declared()})],
)
def test_a_package_imports_only_what_it_may(package: str, allowed: set[str]) -> None:
    strangers = [
        f"{path} imports {name}"
        for path, name in imported(package)
        if name not in sys.stdlib_module_names and PART_OF.get(name, name) not in allowed | of_extra(path)
    ]
    assert strangers == []
