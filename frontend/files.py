"""Writing files so that a reader never sees half of one, and nobody's hard link is written through."""

# Plain strings instead of Path objects: there are tens of thousands of them in one build.
# ruff: noqa: PTH103, PTH108, PTH112, PTH120
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

DAY: Final = 86_400
"""Seconds."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_NO_LINKS = frozenset({errno.EXDEV, errno.EMLINK, errno.EOPNOTSUPP, errno.ENOSYS})


def write_new(path: str, data: bytes) -> None:
    """Write `data` as a new file at `path`, in place of one that is there (which is unlinked, never written into)."""
    try:
        handle = os.open(path, _NEW, 0o644)
    except FileExistsError:
        os.unlink(path)
        handle = os.open(path, _NEW, 0o644)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        handle = os.open(path, _NEW, 0o644)
    try:
        written = os.write(handle, data)
        while written < len(data):
            written += os.write(handle, data[written:])
    except OSError as error:
        error.filename = path
        raise
    finally:
        os.close(handle)


def link_new(source: str, path: str) -> None:
    """Make `path` the same file as `source`; where links cannot be made, a copy."""
    try:
        os.link(source, path)
    except FileExistsError:
        os.unlink(path)
        link_new(source, path)
    except FileNotFoundError:
        folder = os.path.dirname(path)
        if os.path.isdir(folder):
            raise
        os.makedirs(folder, exist_ok=True)
        link_new(source, path)
    except OSError as error:
        if isinstance(error, PermissionError) or error.errno in _NO_LINKS:
            _copy(source, path)
        else:
            raise


def _copy(source: str, path: str) -> None:
    with Path(source).open("rb") as original, replacing(Path(path), durable=False) as copy:
        while block := original.read(1 << 20):
            copy.write(block)


@contextmanager
def replacing(path: Path, *, durable: bool) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` in one step when the block ends well; `durable` survives a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_due(folder: Path, now: float) -> bool:
    """Say whether a folder of the store is to be tidied, which is once a day, and note that it is. Raises OSError."""
    mark = folder / "tidied"
    if not folder.is_dir() or (mark.exists() and now - mark.stat().st_mtime < DAY):
        return False
    mark.touch()
    os.utime(mark, (now, now))
    return True


def is_unused(path: Path, age: float, now: float) -> bool:
    """Say whether a file of the store has been in no release for `age` seconds: there it has another name. Raises OSError."""
    facts = path.stat()
    return facts.st_nlink == 1 and now - facts.st_mtime > age
