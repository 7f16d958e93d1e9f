"""Examples of the contract by file, for tests that need a whole document."""

from pathlib import Path

from content_models import Document, parse_document

FOLDER = Path(__file__).resolve().parents[2] / "content_models" / "examples"


def example(file: str) -> Document:
    """Return the document in the file `<type>/<name>.json`."""
    return parse_document((FOLDER / file).read_bytes())
