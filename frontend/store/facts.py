"""The file in which the store keeps the facts of one site's documents: frames that are only added to."""

from pathlib import Path

from content_models import CONTRACT_VERSION
from frontend.frames import append_frame, header, read_frames, write_frame
from frontend.plan.facts import FACTS_VERSION, Facts

_FIRST = header(f"facts of contract {CONTRACT_VERSION}", FACTS_VERSION)


def load_facts(path: Path) -> dict[str, Facts]:
    """Return the facts by digest; nothing when the file is missing, damaged or of another version."""
    found: dict[str, Facts] = {}
    for values in read_frames(path, _FIRST):
        found.update(zip(values, map(Facts._make, values.values()), strict=True))
    return found


def write_facts(path: Path, facts: dict[str, Facts]) -> None:
    """Replace the file by one with just these facts."""
    write_frame(path, _FIRST, _plain(facts), durable=False)


def append_facts(path: Path, facts: dict[str, Facts]) -> None:
    """Add facts to the file."""
    append_frame(path, _plain(facts))


def _plain(facts: dict[str, Facts]) -> dict[str, tuple[object, ...]]:
    return {digest: tuple(values) for digest, values in facts.items()}
