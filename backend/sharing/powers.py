"""Who may do what about shared pages, in one place: screens hide what somebody may not do, and views refuse it.

| what | who |
| --- | --- |
| offering, changing an offer, withdrawing, replacing, recalling | administrators of an organisation that may offer pages |
| adopting, changing the mode, switching, taking in, detaching, leaving | administrators |
| accepting a new version, keeping the old one, publishing | editors |
| filling slots, editing local parts | authors |

Each role may do what those below it in the table may. Whoever belongs to no role of the organisation learns nothing: to them it
is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.contrib.auth import get_user_model
from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester

from backend.core.models import BasePage
from backend.organisations.models import Organisation, Role
from backend.organisations.roles import may_administer, may_publish, may_write


class Power(StrEnum):
    """What a role brings."""

    WRITE = "write"
    DECIDE = "decide"
    ARRANGE = "arrange"
    OFFER = "offer"


class Deed(StrEnum):
    """What somebody does on a screen, in words that end “Only an administrator of … can …”."""

    EDIT = "write the local parts of a shared page"
    DECIDE = "accept a new version of a shared page, or keep the old one"
    ADOPT = "put a page of the library on your site"
    CHANGE_MODE = "change how a shared page stays in step"
    SWITCH = "put a page in the place of one that it replaces"
    TAKE_IN = "add pages to a shared section"
    DETACH = "make a shared page your own copy"
    LEAVE = "take a shared page off your site"
    OFFER = "offer pages in the library"
    END = "take pages out of the library, or put them back"
    SEE_USAGE = "see who uses your pages"


_POWERS: Final = {
    Deed.EDIT: Power.WRITE,
    Deed.DECIDE: Power.DECIDE,
    Deed.OFFER: Power.OFFER,
    Deed.END: Power.OFFER,
    Deed.SEE_USAGE: Power.WRITE,
}

_HOLDERS: Final[dict[Power, Callable[[Any, Organisation], bool]]] = {
    Power.WRITE: may_write,
    Power.DECIDE: may_publish,
    Power.ARRANGE: may_administer,
    Power.OFFER: lambda user, organisation: organisation.may_offer and may_administer(user, organisation),
}

_ROLES: Final = {
    Power.WRITE: (Role.AUTHOR, Role.EDITOR, Role.ADMINISTRATOR),
    Power.DECIDE: (Role.EDITOR, Role.ADMINISTRATOR),
    Power.ARRANGE: (Role.ADMINISTRATOR,),
    Power.OFFER: (Role.ADMINISTRATOR,),
}

SHOWN_NAMES: Final = 3


class Refused(Exception):
    """Somebody of the right organisation may not do this; the message says who can."""


@dataclass(frozen=True, slots=True)
class Powers:
    """What one person may do about shared pages of one organisation, for templates."""

    write: bool
    decide: bool
    arrange: bool
    offer: bool

    @classmethod
    def of(cls, user: Any, organisation: Organisation) -> "Powers":
        """Return the powers of `user` in `organisation`."""
        return cls(**{power.value: _HOLDERS[power](user, organisation) for power in Power})


def power_of(deed: Deed) -> Power:
    """Return the power that a deed needs."""
    return _POWERS.get(deed, Power.ARRANGE)


def may(user: Any, deed: Deed, organisation: Organisation) -> bool:
    """Say whether `user` may do this for `organisation`."""
    return _HOLDERS[power_of(deed)](user, organisation)


def require(user: Any, deed: Deed, organisation: Organisation) -> None:
    """Raise Refused, with who can, when `user` may not do this for `organisation`."""
    if not may(user, deed, organisation):
        raise Refused(refusal(deed, organisation))


def refusal(deed: Deed, organisation: Organisation) -> str:
    """Return the sentences that say who can do what somebody may not."""
    power = power_of(deed)
    if power is Power.OFFER and not organisation.may_offer:
        return f"{organisation.name} does not offer pages to others. Whoever runs this installation can allow it."
    who = "an editor or administrator" if power is Power.DECIDE else "an administrator"
    names = names_of(power, organisation)
    asked = f"Ask {_either(names)}." if names else "Whoever runs this installation can make somebody one."
    return f"Only {who} of {organisation.name} can {deed}. {asked}"


def names_of(power: Power, organisation: Organisation) -> list[str]:
    """Return the names of people of `organisation` who have a power: the first few."""
    people = get_user_model().objects.filter(
        is_active=True,
        groups__organisation_role__organisation=organisation,
        groups__organisation_role__role__in=_ROLES[power],
    )
    found = people.distinct().order_by("last_name", "first_name", "username")[:SHOWN_NAMES]
    return [person.get_full_name() or person.get_username() for person in found]


def _either(names: list[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def may_offer(user: Any, page: Page) -> bool:
    """Say whether `user` may put `page` into the library, or change how it is offered there."""
    owner = Organisation.objects.for_page(page)
    return owner is not None and is_offerable(page) and may(user, Deed.OFFER, owner)


def is_offerable(page: Page) -> bool:
    """Say whether a page is of a kind that can be offered: written by its organisation, and not the site's home."""
    return issubclass(page.specific_class or Page, BasePage) and not page.is_site_root()


class AdoptedPagePermissions(PagePermissionTester):
    """What somebody may do with an adopted page in Wagtail's own screens.

    Authors write local parts of every shared page, whoever put it there; taking it off is for administrators.
    """

    def can_edit(self) -> bool:
        """Say whether the user writes here at all."""
        return bool(super().can_edit() or (self.user.is_active and "add" in self.permissions))

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Say whether the user may take the page off, which is leaving the adoption; moving it stays as for other pages."""
        if not super().can_delete(ignore_bulk=ignore_bulk):
            return False
        return bool(ignore_bulk or self.user.is_superuser or "bulk_delete" in self.permissions)

    def can_copy(self) -> bool:
        """Say no: a copy would stand for nothing."""
        return False
