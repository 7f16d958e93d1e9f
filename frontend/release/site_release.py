"""One release: what the idle slot lacks, and the switch to it."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from frontend.encodings import beside, share_encoded
from frontend.files import link_new
from frontend.hurry import LATE
from frontend.plan.site_plan import SitePlan
from frontend.release.slots import SiteFolder, SlotIndex

FAR_BEHIND: Final = 500
"""Files that the idle slot may be behind; above that it is brought up to date right after the switch."""


class SiteRelease:
    """Brings the idle slot of a site from what it holds to what the plan says, by touching only what differs."""

    def __init__(
        self, folder: SiteFolder, plan: SitePlan, renderer: str, *, fresh: bool = False, precompress: bool = True
    ) -> None:
        self._folder = folder
        until = plan.next_change.timestamp() if plan.next_change else None
        self._index = SlotIndex(plan.digest, renderer, plan.keys, until, frozenset() if precompress else None)
        current = folder.current
        served = self._held(current) if current and not fresh else None
        self._served_encoded = (served.encoded if served else None) or frozenset[str]()
        self.served = folder.path(current) if current and served else None
        self._served_slot = current
        self._served_keys = served.keys if served else {}
        self.differs = served is None or served.keys != plan.keys
        self._slot = folder.idle
        self.target = folder.path(self._slot)
        self._known = self._held(self._slot) if not fresh else None
        self._encoded = set[str]()
        self._stale: frozenset[str] = frozenset()
        self.to_make: Sequence[str] = ()
        self.linked = 0
        self.removed = 0

    def _held(self, slot: str) -> SlotIndex | None:
        """Return what a slot holds; where it has compressed files and ours shall not, or the other way, nothing is the same."""
        held = self._folder.index(slot)
        if held is None or (held.encoded is None) == (self._index.encoded is None):
            return held
        return replace(held, keys=dict.fromkeys(held.keys, b""))

    def begin(self) -> None:
        """Note what will be touched, remove what is no more, share what the served slot has; the rest is `to_make`."""
        if not self.differs:
            return
        keys, held = self._index.keys, self._known.keys if self._known else {}
        unsure: frozenset[str] = self._known.unsure if self._known else frozenset()
        differing = [file for file, key in keys.items() if held.get(file) != key]
        gone = [file for file in held if file not in keys]
        # What an interrupted builder left is named in its journal already: away with it, before anything needs room.
        self._folder.remove(self._slot, unsure)
        self._folder.begin(self._slot, (*differing, *gone), self._known)
        self._folder.remove(self._slot, gone)
        there = (self._known.encoded if self._known else None) or frozenset[str]()
        self._stale = there.intersection(differing)
        self._encoded = {*there.difference(differing, gone)}
        self.to_make = [file for file in differing if not self._share(file)]
        self.removed = sum(file not in keys for file in self._served_keys)

    def _share(self, file: str) -> bool:
        """Link a file of the served slot into the idle one if it is the same; says whether that was done."""
        if self._served_keys.get(file) != self._index.keys[file]:
            return False
        try:
            link_new(f"{self.served}/{file}", f"{self.target}/{file}")
        except FileNotFoundError:
            return False
        if file in self._served_encoded:
            if not share_encoded(f"{self.served}/{file}", f"{self.target}/{file}"):
                return False
            self._encoded.add(file)
        self.linked += 1
        return True

    def finish(self, written: Iterable[str], encoded: Iterable[str] = ()) -> None:
        """Serve what the slot now holds; `encoded` are files that were made with compressed ones beside them."""
        if not self.differs:
            if self._served_slot:
                self._note_encoded(self._served_encoded)
                self._folder.note(self._served_slot, self._index)
            return
        self._encoded.update(encoded)
        self._note_encoded(self._encoded)
        self._remove_encoded(self._slot, self._stale - self._encoded)
        self._folder.finish(self._slot, self._index, written)
        self._folder.switch(self._slot)
        # The release is out; what is left undone here, the next one finds in the journal and does itself.
        with suppress(OSError):
            self._catch_up()

    def is_late(self, missing: Sequence[str], without_link: Sequence[str]) -> None:
        """Note that the next build goes on: with planned files that are `missing`, and pages that lack the link to one."""
        for file in missing:
            self._index.keys.pop(file, None)
        self._index.keys.update(dict.fromkeys(without_link, b""))
        self._index.renderer += LATE

    def _note_encoded(self, encoded: Iterable[str]) -> None:
        if self._index.encoded is not None:
            self._index.encoded = frozenset(encoded)

    def _remove_encoded(self, slot: str, files: Iterable[str]) -> None:
        """Remove the compressed files of files that have none any more."""
        self._folder.remove(slot, (each for file in files for each in beside(file)))

    def _catch_up(self) -> None:
        """Bring the other slot near when it is far behind, so that the next small change costs little."""
        behind = self._folder.idle
        known = self._held(behind)
        held = known.keys if known else {}
        keys = self._index.keys
        differing = [file for file, key in keys.items() if held.get(file) != key]
        if len(differing) < FAR_BEHIND:
            return
        gone = [file for file in (*held, *(known.unsure if known else ())) if file not in keys]
        self._folder.begin(behind, (*differing, *gone), known)
        self._folder.remove(behind, gone)
        folder = self._folder.path(behind)
        encoded = self._index.encoded or frozenset()
        self._remove_encoded(
            behind, ((known.encoded if known else None) or frozenset()).intersection(differing) - encoded
        )
        for file in differing:
            link_new(f"{self.target}/{file}", f"{folder}/{file}")
            if file in encoded:
                share_encoded(f"{self.target}/{file}", f"{folder}/{file}")
        self._folder.finish(behind, self._index, ())
