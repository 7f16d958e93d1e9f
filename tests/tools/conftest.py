"""A place for a demonstration, and programs that are stopped when a test ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.place import Place
from tools.processes import Programs


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(folder=tmp_path / "var", sites_port=8080, api_port=8000, preview_port=8070)


@pytest.fixture
def programs(place: Place) -> Iterator[Programs]:
    with Programs(logs=place.folder / "log", folder=place.folder, environment=place.environment()) as programs:
        yield programs
