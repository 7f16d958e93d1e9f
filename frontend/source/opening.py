"""From what a person writes after `--source` to a source."""

from pathlib import Path

from frontend.errors import SourceUnreachable
from frontend.source.base import Source


def open_source(where: str, *, tries: int | None = None) -> Source:
    """Return the source at `where`: the address of an API, the folder of an offline pack, or `examples`.

    Raises SourceUnreachable when it is none of them.
    """
    if where.startswith(("http://", "https://")):
        from frontend.source.api import TRIES, ApiSource

        return ApiSource(where, tries=tries or TRIES)
    if where == "examples":
        from frontend.source.examples import ExamplesSource

        return ExamplesSource()
    folder = Path(where)
    if (folder / "sites").is_dir():
        from frontend.source.pack import PackSource

        return PackSource(folder)
    raise SourceUnreachable(
        f"“{where}” is no source: give the address of an API (http://localhost:8000/api/v1/), the folder of an offline "
        f"pack, or the word examples."
    )
