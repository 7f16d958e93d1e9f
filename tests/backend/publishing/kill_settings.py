"""Settings of the processes that `kill_driver` kills: a database that outlives them."""

import os
from pathlib import Path
from typing import Any

from backend.settings import test
from backend.settings.test import *  # noqa: F403

FOLDER = Path(os.environ["KILL_FOLDER"])
MEDIA_ROOT = FOLDER / "media"
database: dict[str, Any] = dict(test.DATABASES["default"])
is_sqlite = str(database["ENGINE"]).endswith("sqlite3")
database["NAME"] = str(FOLDER / "first.sqlite3") if is_sqlite else os.environ["KILL_DATABASE"]
DATABASES = {"default": database}


class _NoMigrations:
    """Makes the tables from the models, as the other tests do."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = _NoMigrations()
