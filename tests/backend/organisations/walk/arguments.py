"""What to fill in for each argument of an address: the table that a new view may have to be entered in.

A pattern whose argument is not found here fails the walk. Then add a line to `BY_NAME` (for an argument whose name says
what it is), to `BY_PLACE` (for one whose meaning hangs on where it stands), or to `CHOICES` (for words, not objects); and
when it names something that `belongings.py` does not make yet, make it there, marked.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from tests.backend.organisations.walk.belongings import Belongings
from tests.backend.organisations.walk.patterns import Pattern


class UnknownArgument(LookupError):
    """An argument that the table does not know."""


BY_NAME = {
    "page": "draft",
    "page_id": "draft",
    "page_pk": "draft",
    "parent_page_id": "home",
    "page_to_move_id": "page",
    "destination_id": "section page",
    "revision_id": "revision",
    "revision_id_a": "revision",
    "revision_id_b": "revision",
    "task_id": "task",
    "task_state_id": "task state",
    "workflow_state_id": "workflow state",
    "workflow_pk": "workflow",
    "collection_id": "collection",
    "image_id": "image",
    "document_id": "document",
    "doc_id": "document",
    "redirect_id": "redirect",
    "session_id": "editing session",
    "restriction_id": "collection restriction",
    "person": "user",
    "invitation": "invitation",
}
"""Which of the belongings an argument names."""

BY_PLACE = [
    (r"workflow/.*<int:page_id>", "page_id", "waiting page"),
    (r"workflow_history/", "page_id", "waiting page"),
    (r"/unschedule/|/revisions/", "page_id", "draft"),
    (r"/convert_alias/", "page_id", "alias"),
    (r"/unlock/", "page_id", "locked page"),
    (r"/(unpublish|usage|copy|history)/", "page_id", "page"),
    (r"^admin/choose-page/", "parent_page_id", "section page"),
    (r"^admin/pages/<int:parent_page_id>/(results/)?$", "parent_page_id", "section page"),
    (r"^admin/images/.*uploaded_file_id", "uploaded_file_id", "image on the way"),
    (r"^admin/documents/.*uploaded_file_id", "uploaded_file_id", "document on the way"),
    (r"^admin/pages/\^\(\?P<pk>", "pk", "draft"),
    (r"^admin/api/main/\^pages/", "pk", "draft"),
    (r"^admin/api/main/\^images/|^admin/images/", "pk", "image"),
    (r"^admin/api/main/\^documents/|^admin/documents/", "pk", "document"),
    (r"^admin/collections/", "pk", "collection"),
    (r"^admin/workflows/tasks/", "pk", "task"),
    (r"^admin/workflows/", "pk", "workflow"),
    (r"^admin/sharing/(content|compare)/", "pk", "adoption"),
    (r"^admin/sharing/(library|offers)/", "pk", "offer"),
    (r"^admin/sharing/offer/", "page", "guide page"),
    (r"^admin/feedback/comments/", "pk", "comment of a visitor"),
    (r"^admin/snippets/(choose/)?organisations/contact/", "pk", "contact"),
    (r"^admin/snippets/(choose/)?organisations/organisation/", "pk", "organisation"),
    (r"^admin/snippets/(choose/)?media/film/", "pk", "film"),
    (r"^admin/snippets/(choose/)?pages/partner/", "pk", "partner"),
    (r"^admin/translation/submit/snippet/", "pk", "contact"),
    (r"^admin/sites/", "pk", "site"),
    (r"^admin/users/", "pk", "user"),
    (r"^admin/groups/", "pk", "group"),
]
"""The same for an argument that means different things in different places: the first line that fits counts."""

PAGE_TYPES = ("standardpage", "homepage")

CHOICES: dict[str, tuple[dict[str, str], ...]] = {
    r"<slug:content_type_app_name>": tuple(
        {"content_type_app_name": "pages", "content_type_model_name": name} for name in PAGE_TYPES
    ),
    r"^admin/pages/create/": tuple({"app_label": "pages", "model_name": name} for name in PAGE_TYPES),
    r"^admin/workflows/tasks/add/": ({"app_label": "wagtailcore", "model_name": "groupapprovaltask"},),
    r"^admin/tag-autocomplete/<": ({"app_name": "taggit", "model_name": "tag"},),
    r"^admin/translation/submit/snippet/": ({"app_label": "organisations", "model_name": "contact"},),
    r"/workflow/.*<slug:action_name>": tuple({"action_name": name} for name in ("approve", "reject")),
    r"^admin/api/.*<str:action_name>": tuple(
        {"action_name": name}
        for name in ("copy", "delete", "publish", "unpublish", "move", "create_alias", "revert_to_page_revision")
    ),
    r"<str:filter_spec>": ({"filter_spec": "width-40"},),
    r"^admin/locales/": ({"pk": "1"},),
    r"^admin/editing-sessions/ping/": tuple(
        {"app_label": app, "model_name": model} for app, model in (("wagtailcore", "page"), ("pages", "standardpage"))
    ),
    r"^admin/feedback/page/": ({"language": "en"},),
    r"<uidb64>": ({"uidb64": "MQ", "token": "set-password"},),
    r"^admin/bulk/": tuple(
        {"app_label": app, "model_name": model, "action": action}
        for app, model, actions in (
            ("wagtailcore", "page", ("delete", "move", "publish", "unpublish")),
            ("media", "customimage", ("delete", "add_tags", "add_to_collection")),
            ("media", "customdocument", ("delete", "add_tags", "add_to_collection")),
            ("media", "film", ("delete",)),
            ("organisations", "contact", ("delete",)),
            ("organisations", "organisation", ("delete",)),
            ("pages", "partner", ("delete",)),
            ("core", "user", ("delete", "assign_role", "set_active_state")),
        )
        for action in actions
    ),
}
"""Words that an address asks for, all that belong together in one place at once."""


def fillings(pattern: Pattern, theirs: Belongings, ours: Belongings) -> Iterator[dict[str, Any]]:
    """Yield the ways to fill in `pattern` so that at least one object of theirs is named, the rest being ours or theirs.

    Raises UnknownArgument for an argument of which the table says nothing.
    """
    words = words_for(pattern)
    objects = [name for name in pattern.arguments if name not in words[0]]
    for chosen in words:
        for owners in product((theirs, ours), repeat=len(objects)):
            if objects and theirs not in owners:
                continue
            named = zip(objects, owners, strict=True)
            yield chosen | {name: named_by(pattern, name, owner) for name, owner in named}


def own_fillings(pattern: Pattern, ours: Belongings) -> Iterator[dict[str, Any]]:
    """Yield the ways to fill in `pattern` with objects of ours only; none when it names no object."""
    words = words_for(pattern)
    objects = [name for name in pattern.arguments if name not in words[0]]
    if objects:
        yield words[0] | {name: named_by(pattern, name, ours) for name in objects}


def words_for(pattern: Pattern) -> tuple[dict[str, str], ...]:
    """Return the words that `pattern` asks for, in every combination worth trying."""
    return next((words for place, words in CHOICES.items() if re.search(place, pattern.route)), ({},))


def named_by(pattern: Pattern, argument: str, owner: Belongings) -> Any:
    """Return what to put for `argument`: the key of one of the owner's belongings, or its file or short name."""
    if argument == "organisation":
        return owner.organisation.slug
    if argument == "page_key":
        return owner.things["page"].translation_key
    if argument == "object_id":
        return owner.things["page"].pk
    if argument == "token":
        return owner.things["invitation"].token
    if argument == "name":
        return owner.things["image"].file.name
    by_place = (kind for place, name, kind in BY_PLACE if name == argument and re.search(place, pattern.route))
    kind = next(by_place, BY_NAME.get(argument))
    if kind is None:
        raise UnknownArgument(
            f"Nothing is known to put for “{argument}” in {pattern.route}: say in arguments.py which of the belongings "
            "it names, and make one in belongings.py if there is none yet."
        )
    return owner.things[kind].pk
