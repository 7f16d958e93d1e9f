"""What is asked of each pattern: addresses, queries that search for theirs, and forms that name theirs everywhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.backend.organisations.walk.arguments import fillings, own_fillings
from tests.backend.organisations.walk.belongings import Belongings
from tests.backend.organisations.walk.marks import SOUGHT
from tests.backend.organisations.walk.patterns import Pattern


@dataclass(frozen=True)
class Ask:
    """One request."""

    method: str
    address: str
    data: dict[str, Any] = field(default_factory=dict)
    is_own: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.address}"


QUERIES = [
    (r"chosen-multiple/$", ("id={PLACE}",)),
    (r"^admin/bulk/wagtailcore/", ("id={PLACE}&childOf={home}", "id=all&childOf={home}")),
    (r"^admin/bulk/", ("id={PLACE}", "id=all&id={PLACE}")),
    (r"tag-autocomplete", (f"term={SOUGHT}",)),
    (r"^admin/api/main/\^\w+/$", (f"search={SOUGHT}", "fields=*", "child_of={home}&fields=*")),
    (r"^admin/api/main/\^pages/$", ("translation_of={draft}", "for_explorer=1&child_of={home}", "site={hostname}")),
    (r"/find/$", ("id={PLACE}",)),
    (r"^admin/(images|documents)/(chooser/)?results/$", (f"q={SOUGHT}", "collection_id={collection}")),
    (r"^admin/choose-page/search/$", (f"q={SOUGHT}", f"q={SOUGHT}&page_type=pages.StandardPage")),
    (r"^admin/choose-page/$", ("page_type=pages.StandardPage", "page_type=wagtailcore.Page&target_pages={page}")),
    (r"^admin/(pages/usage|users|groups|snippets/\w+/\w+|redirects)/$|^admin/reports/[\w-]+/$", ("export=csv",)),
    (r"^admin/reports/(site-history|locked)/results/$", ("user={user}&locked_by={user}", f"label={SOUGHT}")),
    (r"^admin/reports/workflow.*results/$", ("workflow={workflow}", "requested_by={user}", "task={task}")),
    (r"^admin/pages/.*results/$", ("owner={user}", "site={site}&edited_by={user}")),
    (r"^admin/sharing/", ("owner={organisation}", "organisation={organisation}&page={guide page}&parent={home}")),
    (r"results/|search/$", (f"q={SOUGHT}",)),
]
"""What to ask of the patterns that a line fits, besides the plain address; `{PLACE}` is filled with what it is about.

Where a list has a twin that answers with the results only, the twin is asked: it is quicker, and it tells the same.
"""

PLACES = [
    (r"choose-page|wagtailcore|/main/\^pages", "draft"),
    (r"images|customimage", "image"),
    (r"documents|customdocument", "document"),
    (r"film", "film"),
    (r"partner", "partner"),
    (r"contact", "contact"),
    (r"organisations/organisation", "organisation"),
    (r"core/user|users", "user"),
]

IRREGULAR = {
    "admin/^.*/$": ("/admin/nowhere/",),
    r"documents/^(\d+)/(.*)$": ("/documents/{document}/{filename}",),
}
"""Addresses for expressions whose arguments have no names."""


def all_asked(found: Iterable[Pattern], theirs: Belongings, ours: Belongings) -> list[tuple[Pattern, Ask]]:
    """Return the requests that try all of `found`, each once: some of our views stand before Wagtail's at its addresses."""
    asks = {str(ask): (pattern, ask) for pattern in found for ask in asked(pattern, theirs, ours)}
    return list(asks.values())


def asked(pattern: Pattern, theirs: Belongings, ours: Belongings) -> Iterator[Ask]:
    """Yield the requests that try `pattern`; raises UnknownArgument when nothing is known to fill in."""
    names = {kind: thing.pk for kind, thing in theirs.things.items()}
    names |= {"hostname": theirs.organisation.site.hostname, "filename": theirs.things["document"].filename}
    if not pattern.is_regular:
        for address in IRREGULAR[pattern.route]:
            yield Ask("GET", address.format(**names))
        return
    form = forged_form(theirs)
    if re.search(r"/copy/$|^admin/pages/create/", pattern.route):
        form |= dict.fromkeys(("parent_page", "new_parent_page"), theirs.things["home"].pk)
    for values in fillings(pattern, theirs, ours):
        address = pattern.address(values)
        names["PLACE"] = place_of(address, names)
        for query in queries(pattern):
            yield Ask("GET", address + query.format(**names))
        yield Ask("POST", address + ("?id={PLACE}".format(**names) if address.startswith("/admin/bulk/") else ""), form)
    for values in own_fillings(pattern, ours):
        yield Ask("GET", pattern.address(values), is_own=True)
        yield Ask("POST", pattern.address(values), form)


def queries(pattern: Pattern) -> Iterator[str]:
    """Yield the queries to try: none, and those that the table has for the place."""
    yield ""
    for place, tried in QUERIES:
        if re.search(place, pattern.route):
            yield from (f"?{query}" for query in tried)


def place_of(address: str, names: dict[str, Any]) -> Any:
    """Return the key of what `address` is about."""
    return next((names[kind] for place, kind in PLACES if re.search(place, address)), names["page"])


def forged_form(theirs: Belongings) -> dict[str, Any]:
    """Return a form that names something of theirs in every field that might take it."""
    key = {kind: thing.pk for kind, thing in theirs.things.items()}
    return {
        **dict.fromkeys(("title", "new_title", "name", "label", "need", "comment", "reason", "guidance"), "Taken over"),
        **dict.fromkeys(("slug", "new_slug", "old_path"), "taken-over"),
        **dict.fromkeys(
            ("page", "root_page", "chosen_page", "redirect_page", "successor", "destination"), key["draft"]
        ),
        **dict.fromkeys(("parent", "destination_id", "alias_of"), key["home"]),
        **dict.fromkeys(("group", "groups"), key["group"]),
        **{kind: key[kind] for kind in ("organisation", "site", "collection", "image", "document", "contact", "user")},
        **{kind: key[kind] for kind in ("redirect", "workflow", "task", "offer", "adoption", "film", "partner")},
        **dict.fromkeys(("organisations", "owner"), key["organisation"]),
        **dict.fromkeys(("poster", "logo"), key["image"]),
        **dict.fromkeys(("footer_contact",), key["contact"]),
        "id": key["draft"],
        "mode": "follow",
        "role": "administrator",
        "email": "somebody@elsewhere.example",
        "phone": "101",
        "redirect_link": "https://taken.example/",
        "confirm": "on",
        "recursive": "true",
        "copy_subpages": "on",
        "publish_copies": "on",
        "copy_alias": "on",
        "action-publish": "1",
        "action-submit": "1",
        "tags": "taken",
        "ids": key["draft"],
        "next": "/admin/",
        **dict.fromkeys(
            (
                "body-count",
                "hours_times-count",
                "translations-count",
                "transcript-count",
                "overlay-count",
                "related-count",
            ),
            "0",
        ),
        **dict.fromkeys(("header_links-count", "footer_groups-count"), "0"),
        **dict.fromkeys(("comments-TOTAL_FORMS", "captions-TOTAL_FORMS", "help_contacts-TOTAL_FORMS"), "0"),
        **dict.fromkeys(("comments-INITIAL_FORMS", "captions-INITIAL_FORMS", "help_contacts-INITIAL_FORMS"), "0"),
    }
