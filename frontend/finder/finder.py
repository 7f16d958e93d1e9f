"""What all sites of a run need for "Find your local team": the table of postcodes and the teams, with one digest over both."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from content_models.site import Organisation
from content_models.values import OrganisationKind
from frontend.finder.site_files import all_letters, postcode_files
from frontend.finder.table import Table
from frontend.finder.teams import Team

PAGE: Final = "find-your-local-team/"
"""The path of the page below the home of its language."""


@dataclass(frozen=True)
class Finder:
    """The table and the teams at one moment."""

    table: Table
    teams: tuple[Team, ...]

    @cached_property
    def digest(self) -> str:
        """A digest of all that a site's page and files can depend on."""
        total = hashlib.sha256(self.table.digest.encode())
        for team in self.teams:
            total.update(team.key)
        return total.hexdigest()

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The letters that postcodes begin with."""
        return all_letters(self.table)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of areas by code: those that were imported, and those that organisations give their own."""
        own = {area.code: area.name for team in self.teams for area in team.areas}
        return {**own, **self.table.names}

    @cached_property
    def forces(self) -> Mapping[str, str]:
        """The police area in which most postcodes of each other area lie, by their codes."""
        counts: dict[tuple[str, str], int] = {}
        for district in self.table.districts:
            for area, live, ended in zip(district.areas, district.live, district.ended, strict=True):
                codes = area.split()
                force = next((code for code in codes if is_force(code)), "")
                for code in codes if force else ():
                    counts[code, force] = counts.get((code, force), 0) + len(live) + len(ended)
        return {code: force for (code, force), _ in sorted(counts.items(), key=lambda each: (each[1], each[0]))}

    def files(self, organisation: Organisation) -> dict[str, bytes]:
        """Return the files of an organisation's site."""
        return postcode_files(self.table, own_areas(organisation), self.names)


def is_force(code: str) -> bool:
    """Say whether a code is that of a police force area."""
    return code.startswith(("E23", "W15", "S23", "N23", "N24"))


def own_areas(organisation: Organisation) -> frozenset[str]:
    """Return the codes of the areas that a site answers for itself; a national one leads to others."""
    if organisation.kind is OrganisationKind.NATIONAL:
        return frozenset()
    return frozenset(area.code for area in organisation.areas)
