"""Where a demonstration keeps its things and is reached, and the programs that it runs."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.ports import port_from

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = (sys.executable, str(ROOT / "backend" / "manage.py"))
BUILDER = str(BIN / "waymark-build")


@dataclass(frozen=True, slots=True)
class Place:
    """Where this demonstration keeps its things and is reached."""

    folder: Path
    sites_port: int
    api_port: int
    preview_port: int

    @property
    def database(self) -> Path:
        """The SQLite file that the development settings name."""
        return self.folder / "waymark.sqlite3"

    @property
    def sites(self) -> Path:
        """One folder a site, as the builder writes them."""
        return self.folder / "sites"

    @property
    def postcodes(self) -> Path:
        """The imported postcodes of “Find your local team”."""
        return self.folder / "postcodes"

    def environment(self) -> dict[str, str]:
        """Return what every program of the demonstration is told."""
        return {
            "WAYMARK_VAR": str(self.folder),
            "SITES_PORT": str(self.sites_port),
            "API_PORT": str(self.api_port),
            "PREVIEW_PORT": str(self.preview_port),
            "DJANGO_SETTINGS_MODULE": "backend.settings.development",
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }


def place() -> Place:
    """Return the place that the environment names; raises PortUnusable."""
    return Place(
        folder=Path(os.environ.get("WAYMARK_VAR") or ROOT / "var").resolve(),
        sites_port=port_from("SITES_PORT", 8080),
        api_port=port_from("API_PORT", 8000),
        preview_port=port_from("PREVIEW_PORT", 8070),
    )
