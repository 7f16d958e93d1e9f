"""One site's folder: two slots, what each holds, and which of them is served.

    <site>/current             → slots/a or slots/b, switched by one rename
    <site>/slots/a, b          the files of a release
    <site>/slots/a.index       key of every file in slot a, and from which manifest
    <site>/slots/a.journal     there while slot a is being changed: names every file that may be touched
    <site>/.lock               held by the builder at work

A builder that is killed leaves a journal. The next one takes all that it names for unknown, and writes just that anew.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from frontend.encodings import beside, with_encoded
from frontend.errors import FolderBusy
from frontend.files import sync_folder
from frontend.frames import header, read_frames, write_frame

SLOTS: Final = ("a", "b")
FEW_FILES: Final = 64
"""Up to this many written files are synced one by one; for more the whole file system is."""

_FIRST = header("slot", 3)


@dataclass(slots=True)
class SlotIndex:
    """What a slot holds: files with their keys, made from which manifest by which renderer.

    `until` is when it is out of date although nothing was published, in seconds since 1970. `encoded` are the files beside
    which compressed ones stand (see frontend.encodings), None in a release without such. `unsure` are files of which an
    interrupted builder may have left anything.
    """

    digest: str = ""
    renderer: str = ""
    keys: dict[str, bytes] = field(default_factory=dict)
    until: float | None = None
    encoded: frozenset[str] | None = None
    unsure: frozenset[str] = frozenset()

    def is_current(self, digest: str, edition: str, now: float) -> bool:
        """Say whether it was made from this manifest in this edition, and nothing in it has passed since."""
        passed = self.until is not None and now >= self.until
        return self.digest == digest and self.renderer == edition and not passed


class SiteFolder:
    """The folder of one site below the output folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._slots = folder / "slots"
        self._read: dict[str, SlotIndex | None] = {}

    @contextmanager
    def locked(self, patience: float = 30.0, pause: Callable[[float], None] = time.sleep) -> Iterator[None]:
        """Hold the site's lock, so that two builders do not fight; raises FolderBusy after `patience` seconds."""
        self._slots.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            deadline = time.monotonic() + patience
            while not _lock(handle):
                if time.monotonic() > deadline:
                    raise FolderBusy(
                        f"Another builder is at work on {self.folder}: wait for it to end, and build again."
                    )
                pause(0.05)
            yield
        finally:
            os.close(handle)

    @property
    def current(self) -> str | None:
        """The name of the slot that is served, or None before the first release."""
        try:
            name = (self.folder / "current").readlink().name
        except OSError:
            return None
        return name if name in SLOTS and (self._slots / name).is_dir() else None

    @property
    def idle(self) -> str:
        """The name of the slot that nobody sees."""
        return "b" if self.current == "a" else "a"

    def path(self, slot: str) -> str:
        """Return the folder of a slot."""
        return str(self._slots / slot)

    def index(self, slot: str) -> SlotIndex | None:
        """Return what a slot holds, or None when that is not known at all; to be called under the lock."""
        if slot not in self._read:
            self._read[slot] = self._read_index(slot)
        return self._read[slot]

    def _read_index(self, slot: str) -> SlotIndex | None:
        values = read_frames(self._slots / f"{slot}.index", _FIRST)
        if len(values) != 1 or not (self._slots / slot).is_dir():
            return None
        found = SlotIndex(*values[0])
        journal = self._slots / f"{slot}.journal"
        if not journal.exists():
            return found
        touched = read_frames(journal, _FIRST)
        if len(touched) == 1:
            found.unsure = frozenset(touched[0])
            for file in touched[0]:
                found.keys.pop(file, None)
            if found.encoded is not None:
                found.encoded -= found.unsure
        # A journal that is not whole was never finished, and before that nothing is touched.
        return found

    def begin(self, slot: str, touched: Iterable[str], known: SlotIndex | None) -> None:
        """Note which files of an idle slot are about to be touched; a slot of which nothing is known is emptied."""
        if known is None:
            (self._slots / f"{slot}.index").unlink(missing_ok=True)
            (self._slots / f"{slot}.journal").unlink(missing_ok=True)
            if (self._slots / slot).is_dir():
                shutil.rmtree(self._slots / slot)
            (self._slots / slot).mkdir(parents=True)
            write_frame(self._slots / f"{slot}.index", _FIRST, ("", "", {}, None, None), durable=False)
        write_frame(self._slots / f"{slot}.journal", _FIRST, list(touched), durable=True)

    def remove(self, slot: str, files: Iterable[str]) -> int:
        """Remove files from a slot, compressed ones beside them, and folders that get empty; returns how many were there."""
        root, removed = self._slots / slot, 0
        for file in with_encoded(files):
            path = root / file
            try:
                path.unlink()
            except (FileNotFoundError, NotADirectoryError):
                continue
            removed += 1
            with suppress(OSError):
                while path.parent != root:
                    path = path.parent
                    path.rmdir()
        return removed

    def finish(self, slot: str, index: SlotIndex, written: Iterable[str]) -> None:
        """Note that a slot now holds `index`, once all that was `written` is safe on the disk."""
        encoded = index.encoded or frozenset()
        files = [each for file in written for each in ((file, *beside(file)) if file in encoded else (file,))]
        if len(files) > FEW_FILES:
            os.sync()
        else:
            for file in files:
                _sync_file(f"{self._slots}/{slot}/{file}")
        self.note(slot, index)
        (self._slots / f"{slot}.journal").unlink(missing_ok=True)

    def note(self, slot: str, index: SlotIndex) -> None:
        """Write down what a slot holds."""
        self._read[slot] = index
        held = (index.digest, index.renderer, index.keys, index.until, index.encoded)
        write_frame(self._slots / f"{slot}.index", _FIRST, held, durable=True)

    def switch(self, slot: str) -> None:
        """Serve `slot` from now on: one rename."""
        temporary = self.folder / f".current.{os.getpid()}"
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(Path("slots") / slot)
        temporary.replace(self.folder / "current")
        sync_folder(self.folder)


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sync_file(path: str) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
