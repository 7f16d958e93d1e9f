"""What the walk finds and what is right so, each with its reason. Nothing else may be in an answer or change."""

import re

NAMES_ARE_PUBLIC = (
    "An owner names the organisations that may use a page, so it sees what they are called: the public sees that too."
)
BROKEN_FORM = "Wagtail fails on a form that no browser of ours sends, before it looks at anything."

KNOWN = [
    (r"admin/failwhale/.* 500: fails$", "Wagtail's page for trying what a failure looks like."),
    (r"POST /admin/choose-external-link/ .* 500: fails$", BROKEN_FORM),
    (r"POST /admin/snippets/choose/\w+/\w+/create/ .* 500: fails$", BROKEN_FORM),
    (r"POST /admin/(documents|images)/multiple/create_from_uploaded_\w+/\d+/ .* 500: fails$", BROKEN_FORM),
    (r"(GET|POST) /admin/sharing/offer/\d+/ .* tells .*name=.organisations.", NAMES_ARE_PUBLIC),
    (r"POST /admin/sharing/offer/\d+/ .* makes row \d+ of sharing_offer_organisations lead to", NAMES_ARE_PUBLIC),
]


def is_known(fault: str) -> bool:
    """Say whether `fault` is none."""
    return any(re.search(expression, fault, re.DOTALL) for expression, _ in KNOWN)
