"""Generate JSON Schema (2020-12) for every public type into `content_models/schema/`, or check it for drift.

Run `python -m content_models.schemas` to write and `python -m content_models.schemas --check` to compare.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from content_models.documents import DOCUMENT_TYPES, Document
from content_models.manifest import Manifest
from content_models.overlay import Overlay

FOLDER = Path(__file__).parent / "schema"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return every schema by file name."""
    types: dict[str, Any] = {"manifest": Manifest, "document": Document, "overlay": Overlay, **DOCUMENT_TYPES}
    return {
        f"{name}.json": {"$schema": DIALECT, **TypeAdapter(kind).json_schema(mode="validation")}
        for name, kind in types.items()
    }


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def drift() -> list[str]:
    """Return the names of files that are missing, stale or left over."""
    wanted = {name: _text(schema) for name, schema in schemas().items()}
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def write() -> None:
    """Write every schema and remove those whose type has gone."""
    FOLDER.mkdir(exist_ok=True)
    wanted = schemas()
    for path in FOLDER.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    for name, schema in wanted.items():
        (FOLDER / name).write_text(_text(schema), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Run the command; returns 1 when `--check` finds drift."""
    if "--check" not in arguments:
        write()
        return 0
    if stale := drift():
        sys.stderr.write(f"Schema files differ from the types: {', '.join(stale)}. Run `make schema`.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
