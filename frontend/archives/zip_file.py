"""Writing an archive: equal contents give equal bytes, and no file of it is ever in memory as a whole."""

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from frontend.archives.archive import Contents, Packed
from frontend.plan.facts import MediaFact

NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file knows: its files have no time of their own."""

_UNIX: Final = 3
_READABLE: Final = 0o100644 << 16
_BLOCK: Final = 1 << 20

type Locate = Callable[[MediaFact], Path]
"""Returns where a file of the site lies; raises DamagedFile."""


def write_archive(contents: Contents, locate: Locate, file: BinaryIO) -> None:
    """Write an archive into `file`, which must be seekable; raises OSError and what `locate` raises.

    Nothing is compressed: posters, pictures and films are already.
    """
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for packed in contents.files:
            about = ZipInfo(f"{contents.folder}/{packed.name}", NO_TIME)
            about.create_system, about.external_attr = _UNIX, _READABLE
            about.file_size = packed.size
            with _opened(packed, locate) as source, archive.open(about, "w") as target:
                shutil.copyfileobj(source, target, _BLOCK)


def _opened(packed: Packed, locate: Locate) -> BinaryIO:
    if isinstance(packed.source, bytes):
        return BytesIO(packed.source)
    return locate(packed.source).open("rb")
