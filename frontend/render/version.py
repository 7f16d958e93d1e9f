"""The version of the renderer: a digest of all that its output depends on besides its arguments."""

from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Final

import content_models
from frontend.render import environment

HERE: Final = Path(__file__).parent
CONTRACT: Final = Path(content_models.__file__).parent
INPUTS: Final = (
    *(
        HERE,
        HERE.parent / "leaflets",
        HERE.parent / "archives",
        environment.FOLDER,
        HERE.parent / "assets",
        HERE.parent / "locale_strings",
    ),
    *(HERE.parent / "plan", CONTRACT / "blocks", CONTRACT / "documents"),
)
LIBRARIES: Final = ("babel", "jinja2", "markupsafe")
"""Libraries whose release can change what is written (Babel carries the CLDR's month names)."""


def renderer_version() -> str:
    """Return a digest of templates, strings, assets, rendering code and the libraries that it is rendered with."""
    total = sha256(" ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES).encode())
    found = (path for folder in INPUTS for path in sorted(folder.rglob("*")) if path.is_file())
    for path in (*found, *sorted(CONTRACT.glob("*.py"))):
        if "__pycache__" not in path.parts:
            total.update(f"\0{path.parent.name}/{path.name}\0".encode() + path.read_bytes())
    return total.hexdigest()
