"""The files of the demonstration: one folder an organisation, with its settings, its media and its pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.pages.importing.front_matter import FrontMatter, FrontMatterError, read_front_matter

CONTENT = Path(__file__).parent / "content"

ORDER = ("ct-policing", "bedfordshire-police", "colchester", "buckinghamshire", "essex-police")
"""Organisations in the order of their imports: pages may refer to those of organisations before their own."""


class DemoProblem(Exception):
    """The demonstration's files are wrong; the message says which, where and how to mend it."""


@dataclass(frozen=True, slots=True)
class OrganisationSource:
    """What the folder of one organisation says."""

    slug: str
    folder: Path
    settings: FrontMatter
    media: FrontMatter
    library: FrontMatter
    adopted: FrontMatter

    @property
    def pages(self) -> Path:
        """The folder of its pages."""
        return self.folder / "pages"

    @property
    def earlier(self) -> Path:
        """The folder of earlier versions of some of its pages."""
        return self.folder / "earlier"

    @property
    def offers(self) -> list[dict[str, Any]]:
        """What it puts into the library."""
        return self.library.data.get("offers") or []

    @property
    def adoptions(self) -> list[dict[str, Any]]:
        """What it uses from the library."""
        return self.adopted.data.get("adoptions") or []

    @property
    def colours(self) -> Mapping[str, str]:
        """The nine colours of its brand."""
        colours: Mapping[str, str] = self.settings.data["colours"]
        return colours

    def section(self, name: str) -> dict[str, Any]:
        """Return a mapping of its settings, empty when it is not there."""
        return self.settings.data.get(name) or {}

    def items(self, name: str) -> list[Any]:
        """Return a list of its settings, empty when it is not there."""
        return self.settings.data.get(name) or []


def read_all(root: Path = CONTENT) -> list[OrganisationSource]:
    """Return every organisation in the order of import. Raises DemoProblem."""
    there = {folder.name for folder in root.iterdir() if folder.is_dir()}
    if there != set(ORDER):
        raise DemoProblem(
            f"{root} holds {', '.join(sorted(there))}; expected {', '.join(ORDER)}. Name new ones in ORDER."
        )
    return [read_organisation(root / slug) for slug in ORDER]


def read_organisation(folder: Path) -> OrganisationSource:
    """Return what `folder` says. Raises DemoProblem."""
    files = (_read(folder / "organisation.yaml"), _read(folder / "media.yaml"))
    sharing = (_read_if_there(folder / "library.yaml"), _read_if_there(folder / "adoptions.yaml"))
    return OrganisationSource(folder.name, folder, *files, *sharing)


def _read_if_there(file: Path) -> FrontMatter:
    return _read(file) if file.is_file() else FrontMatter({})


def _read(file: Path) -> FrontMatter:
    try:
        return read_front_matter(file.read_text(encoding="utf-8"), 1)
    except FileNotFoundError as error:
        raise DemoProblem(f"{file} is missing; every organisation of the demonstration has one.") from error
    except FrontMatterError as error:
        raise DemoProblem(f"{file}:{error.line}: {error}") from error
