"""Scripts that only make pages nicer, each loaded by the pages that have a use for it."""

from collections.abc import Mapping
from functools import cache

from frontend.render.assets import FOLDER, hashed


@cache
def script(name: str) -> tuple[str, bytes]:
    """Return the path of a script below the root, and its bytes without comments and indentation."""
    lines = (line.strip() for line in (FOLDER / name).read_text(encoding="utf-8").splitlines())
    data = ("\n".join(line for line in lines if line and not line.startswith("//")) + "\n").encode()
    return hashed(name, data), data


def script_files() -> Mapping[str, bytes]:
    """Return the scripts by path below the root."""
    return dict([script(name) for name in ("open.js", "feedback.js", "film.js", "steps.js")])


def open_script() -> str:
    """Return the address of the script that says whether a service is open."""
    return f"/{script('open.js')[0]}"


def film_script() -> str:
    """Return the address of the script that plays a provider's film inside the page."""
    return f"/{script('film.js')[0]}"


def steps_script() -> str:
    """Return the address of the script that says which step of a guide is being read."""
    return f"/{script('steps.js')[0]}"


def feedback_script() -> str:
    """Return the address of the script that sends feedback without leaving the page."""
    return f"/{script('feedback.js')[0]}"
