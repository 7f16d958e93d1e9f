"""The pages of a site as a tree, in all its languages."""

from functools import cached_property
from uuid import UUID

from content_models import Entry, ExternalPage, Manifest
from frontend.plan.stand_ins import StandIn, stand_ins


class SiteTree:
    """What every language of a site shares: entries by path and id, parents, children."""

    def __init__(self, manifest: Manifest) -> None:
        self.by_path = {entry.path: entry for entry in manifest.entries}
        self.by_id: dict[UUID, dict[str, Entry]] = {}
        self.external: dict[UUID, dict[str, ExternalPage]] = {}
        self.children: dict[str, list[Entry]] = {}
        used = {entry.locale for entry in manifest.entries}
        first = manifest.site.default_locale
        self.locales = tuple(each for each in manifest.site.locales if each == first or each in used)
        self.parents: dict[str, Entry | None] = {}
        for entry in manifest.entries:
            self.by_id.setdefault(entry.id, {})[entry.locale] = entry
            self.parents[entry.path] = parent = self._nearest(entry)
            if parent:
                self.children.setdefault(parent.path, []).append(entry)
        for page in manifest.external:
            self.external.setdefault(page.id, {})[page.locale] = page

    @cached_property
    def stand_ins(self) -> dict[tuple[UUID, str], StandIn]:
        """What stands for pages in the languages that they are not translated into, by page and language."""
        return stand_ins(self.by_id, self.by_path, self.locales) if len(self.locales) > 1 else {}

    def _nearest(self, entry: Entry) -> Entry | None:
        """Return the nearest page above `entry` in its language."""
        path = entry.path
        while path != "/":
            path = path[: path.rindex("/", 0, -1) + 1]
            if (found := self.by_path.get(path)) and found.locale == entry.locale:
                return found
        return None
