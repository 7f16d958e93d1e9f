"""“Was this page useful?” at the end of a page, where the site says who receives the answers."""

from dataclasses import dataclass

from markupsafe import Markup

from content_models.site import Site
from frontend.render.environment import Templates
from frontend.render.scripts import feedback_script


@dataclass(frozen=True, slots=True)
class FeedbackPart:
    """`chrome/feedback.html`: the question without the page's version, which each page puts beside it."""

    action: str
    site: str
    script: str


def feedback_form(templates: Templates, site: Site) -> Markup:
    """Return the question; nothing where nobody receives the answers."""
    if site.feedback_url is None:
        return Markup()
    part = FeedbackPart(site.feedback_url, site.organisation.slug, feedback_script())
    return templates.fill("chrome/feedback.html", part)
