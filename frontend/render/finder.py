"""Find your local team: the list by area that everybody gets, and what the script needs to look a postcode up in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from markupsafe import Markup

from content_models.values import OrganisationKind
from frontend.finder.finder import Finder, is_force, own_areas
from frontend.finder.teams import LOCAL_KINDS, Reach, Team
from frontend.plan.view import SiteView
from frontend.render import formats
from frontend.render.contact_words import contact_texts
from frontend.render.environment import Templates
from frontend.render.parts import Anchor, Way
from frontend.render.scope import OUTSIDE, Scope
from frontend.render.scripts import script
from frontend.render.special import SpecialPage
from frontend.render.words import Words

_PLACE: Final = Markup('<bdi dir="ltr" data-fill="place"></bdi>')
_DISTRICT: Final = Markup('<bdi dir="ltr" data-fill="district"></bdi>')
_AREA: Final = Markup('<span data-fill="area"></span>')


@dataclass(frozen=True, slots=True)
class WayPart:
    """One way to reach a team."""

    label: Markup
    actions: tuple[Anchor, ...]
    hours: Markup | None


@dataclass(frozen=True, slots=True)
class TeamPart:
    """An organisation on the list; `codes` are its areas, `here` says that the visitor is on its site."""

    slug: str
    codes: str
    anchor: Anchor
    kind: Markup
    here: bool
    ways: tuple[WayPart, ...]


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """The teams of one police area."""

    id: str
    heading: Markup
    teams: tuple[TeamPart, ...]


@dataclass(frozen=True, slots=True)
class FinderPage:
    """The context of `finder.html`. `own` are the areas of the site itself, none on a national one; `says` are the
    sentences that the script may show, by name, with gaps that it fills.
    """

    title: Markup
    own: str
    letters: str
    who: Markup
    says: tuple[tuple[str, Markup], ...]
    national: tuple[Anchor, ...]
    groups: tuple[AreaGroup, ...]
    script: str


def script_files() -> Mapping[str, bytes]:
    """Return the script by its path below the root."""
    return dict([script("finder.js")])


def page(view: SiteView, finder: Finder, templates: Templates) -> SpecialPage:
    """Return the page in the language of `view`."""
    words = templates.words
    areas = templates.areas("finder.html", build(view, words, finder))
    title, description = (str(words[name].unescape()) for name in ("find_team", "find_team_description"))
    home = Anchor(words["home"], view.root)
    return SpecialPage("find-team", title, description, (home,), areas["lead"], areas["main"], Markup())


def build(view: SiteView, words: Words, finder: Finder) -> FinderPage:
    """Return the context of the page in the language of `view`."""
    scope, own = Scope(view, words), own_areas(view.site.organisation)
    national = [team for team in finder.teams if team.kind is OrganisationKind.NATIONAL and team.slug != _here(view)]
    return FinderPage(
        title=words["find_team"],
        own=" ".join(sorted(own)),
        letters=" ".join(finder.letters),
        who=words.fill("find_team_who", place=_PLACE),
        says=_sentences(view, words, finder),
        national=tuple(_name(scope, team) for team in national) if own else (),
        groups=_groups(scope, finder),
        script=f"/{script('finder.js')[0]}",
    )


def with_link(scope: Scope, ways: list[Way]) -> list[Way]:
    """Return the ways of the help panel with a link to the page: in the first that is a local team's, else in the last."""
    if not scope.view.finder:
        return ways
    found = filter(None, map(scope.view.contact, scope.view.site.help.contacts))
    local = {str(contact.id) for contact in found if contact.kind in LOCAL_KINDS}
    at = next((number for number, way in enumerate(ways) if way.id in local), len(ways) - 1)
    attributes = Markup(' class="help__find"') + scope.words.own
    link = Anchor(scope.words["find_team_by_postcode"], scope.view.finder, attributes)
    return [replace(way, others=(*way.others, link)) if number == at else way for number, way in enumerate(ways)]


def _here(view: SiteView) -> str:
    return view.site.organisation.slug


def _sentences(view: SiteView, words: Words, finder: Finder) -> tuple[tuple[str, Markup], ...]:
    month = _month(words, finder.table.newest)
    council, force = (Markup('<span dir="auto" data-fill="{}"></span>').format(name) for name in ("council", "force"))
    new = words.fill("find_team_new", place=_PLACE, month=month)
    all_in = words.fill("find_team_all_in", place=_DISTRICT, area=_AREA)
    most_in = words.fill("find_team_most_in", place=_DISTRICT, area=_AREA)
    organisation = Markup("<span{}>{}</span>").format(
        words.other(view.site.default_locale), view.site.organisation.name
    )
    return (
        ("looking", words["find_team_looking"]),
        ("in", words.fill("find_team_in", place=_PLACE, area=_AREA)),
        ("ended", words.fill("find_team_ended", place=_PLACE, area=_AREA)),
        ("all", all_in),
        ("most", most_in + " " + words["find_team_whole_postcode"]),
        ("mostly", most_in + " " + words["find_team_ask_them"]),
        ("new", new + " " + all_in),
        ("new_most", new + " " + most_in + " " + words["find_team_ask_them"]),
        ("area", words.fill("find_team_area", council=council, force=force)),
        ("unnamed", words["find_team_unnamed"]),
        ("slip", words.fill("find_team_read_as", place=_PLACE)),
        ("half", words["find_team_second_half"]),
        ("ours", words.fill("find_team_ours", name=organisation)),
        ("partly", words.fill("find_team_partly_ours", name=organisation)),
        ("others", words["find_team_others"]),
        ("elsewhere", words.fill("find_team_elsewhere", name=organisation)),
        ("nobody", words["find_team_nobody"]),
        ("empty", words["find_team_empty"]),
        ("odd", words["find_team_odd"]),
        ("unknown", words.fill("find_team_unknown", place=_PLACE)),
        ("foreign", words["find_team_foreign"]),
        ("islands", words["find_team_islands"]),
        ("forces", words["find_team_forces"]),
        ("failed", words["find_team_failed"]),
    )


def _month(words: Words, newest: str) -> str:
    return formats.month(words, date.fromisoformat(f"{newest}-01")) if newest else "…"


def _groups(scope: Scope, finder: Finder) -> tuple[AreaGroup, ...]:
    """Return the teams by police area, forces before councils; those that lie in none come last."""
    groups: dict[str, list[Team]] = {}
    for team in sorted(finder.teams, key=_rank):
        if team.kind is not OrganisationKind.NATIONAL:
            for force in _forces(team, finder) or {""}:
                groups.setdefault(force, []).append(team)
    named = {code: finder.names.get(code, "") for code in groups}
    order = sorted((code for code in groups if named[code]), key=lambda code: named[code].casefold())
    heard = [(scope.words.fill("find_team_police_area", force=named[code]), groups[code]) for code in order]
    if rest := [team for code, teams in groups.items() if not named[code] for team in teams]:
        heard.append((scope.words["find_team_other_areas"], rest))
    return tuple(_group(scope, f"area-{number}", *each) for number, each in enumerate(heard, start=1))


def _forces(team: Team, finder: Finder) -> set[str]:
    found = (code if is_force(code) else finder.forces.get(code) for code in team.codes)
    return {code for code in found if code}


def _rank(team: Team) -> tuple[bool, str]:
    return team.kind is not OrganisationKind.FORCE, team.name.casefold()


def _group(scope: Scope, anchor: str, heading: Markup, teams: Iterable[Team]) -> AreaGroup:
    """Return a group in which each contact stands once, with the first team that has it: the force before its councils."""
    parts, told = [], set[UUID]()
    for team in teams:
        parts.append(_team(scope, team, told))
        told |= {reach.contact.id for reach in team.reach}
    return AreaGroup(anchor, heading, tuple(parts))


def _team(scope: Scope, team: Team, told: set[UUID]) -> TeamPart:
    ways = [_way(scope, team, reach) for reach in team.reach if reach.contact.id not in told]
    return TeamPart(
        slug=team.slug,
        codes=" ".join(sorted(team.codes)),
        anchor=_name(scope, team),
        kind=scope.words[f"kind_of_{team.kind}"],
        here=team.slug == _here(scope.view),
        ways=tuple(ways),
    )


def _name(scope: Scope, team: Team) -> Anchor:
    """Return the organisation's name as a link to its site; on that site itself to its home page."""
    if team.slug == _here(scope.view):
        return Anchor(team.name, scope.view.root, scope.words.other(team.locale))
    return Anchor(team.name, team.url, OUTSIDE + scope.words.other(team.locale))


def _way(scope: Scope, team: Team, reach: Reach) -> WayPart:
    contact = reach.contact
    texts = contact_texts(contact, scope.words, team.locale)
    actions: list[Anchor] = [scope.phone(contact.phone)] if contact.phone else []
    actions += [scope.email(contact.email)] if contact.email else []
    pages: Sequence[str] = [url for url in (contact.url, reach.page) if url]
    if pages:
        text = texts.url_text if contact.url and texts.url_text else scope.words["open_form"]
        actions.append(Anchor(text, pages[0], OUTSIDE))
    hours = formats.hours_line(scope.words, contact.hours) if contact.hours else None
    return WayPart(texts.label, tuple(actions), hours)
