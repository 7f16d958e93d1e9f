"""The OpenAPI document: generated from the views and the contract's types into `backend/api/schema/openapi.json`.

`python backend/manage.py api_schema` writes it, `--check` compares.
"""

import json
from pathlib import Path
from typing import Any, Final

from django.urls import include, path
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings

from backend.api import identity

FILE: Final = Path(__file__).parent / "schema" / "openapi.json"
_SETTINGS: Final = {
    "OAS_VERSION": "3.1.0",
    "TITLE": f"{identity.NAME} API",
    "VERSION": identity.VERSION,
    "DESCRIPTION": (
        "Published safeguarding content of national bodies, police forces and councils. Read-only, public, without a "
        "key. What a digest names never changes; all other content answers conditional requests with 304. Errors are "
        "problem documents (RFC 9457). Consumers ignore fields that they do not know: minor versions add some."
    ),
    "DISABLE_DOCSTRING_DESCRIPTIONS": True,
    "POSTPROCESSING_HOOKS": [],
    "SCHEMA_PATH_PREFIX": identity.PREFIX,
}


class IncompleteDescription(Exception):
    """The generator could not describe an endpoint; the message is what it said."""


def document() -> dict[str, Any]:
    """Return the OpenAPI document of the API as the code stands; raises IncompleteDescription."""
    patterns = [path(identity.PREFIX.removeprefix("/"), include("backend.api.urls"))]
    GENERATOR_STATS.reset()
    with patched_settings(_SETTINGS), GENERATOR_STATS.silence():
        described: dict[str, Any] = SchemaGenerator(patterns=patterns).get_schema(request=None, public=True)
    if GENERATOR_STATS:
        said = [*GENERATOR_STATS._warn_cache, *GENERATOR_STATS._error_cache]
        raise IncompleteDescription(f"The OpenAPI document would be incomplete: {'; '.join(said)}")
    return described


def text() -> str:
    """Return the file's text."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


def is_current() -> bool:
    """Tell whether the file says what the code says."""
    return FILE.is_file() and FILE.read_text(encoding="utf-8") == text()


def write() -> None:
    """Write the file."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text(), encoding="utf-8")
