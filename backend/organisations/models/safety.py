"""What an organisation decides about the safety of its visitors: the way out, and what a page tells over a shoulder."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import models
from modelcluster.models import ClusterableModel

from backend.core.fields import ChoicesField, LineField, WebAddressField
from backend.core.validators import WEB_ADDRESS, web_address

EXIT_DEFAULT = "https://www.bbc.co.uk/weather"

PAGE_TYPES = (
    ("home", "Home page"),
    ("section", "Sections"),
    ("strategy", "Strategies"),
    ("signs", "Signs to look for"),
    ("guide", "Guides"),
    ("case_study", "Case studies"),
    ("signpost", "Signposts"),
    ("film", "Films"),
    ("event", "Events"),
    ("campaign", "Campaigns"),
    ("toolkit", "Toolkits"),
    ("news", "News"),
    ("standard", "Standard pages"),
)
"""The page types by the names of their documents; this app knows no page type itself."""

_EMAIL = re.compile(r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"']+")


def security_address(value: str) -> None:
    """Raise ValidationError unless `value` is an email address, or a web address that begins with https:// (RFC 9116)."""
    message = "Give an email address, or a web address that begins with https://."
    if value.startswith("https://"):
        web_address(value)
    elif not _EMAIL.fullmatch(value):
        raise ValidationError(message)
    else:
        EmailValidator(message)(value)


class SafetySettings(ClusterableModel):
    """Fields of an organisation."""

    exit_url = WebAddressField(
        "“Exit this page” leads to",
        default=EXIT_DEFAULT,
        help_text="An everyday page that says nothing about what somebody was reading.",
    )
    exit_off = ChoicesField(
        verbose_name="pages without “Exit this page”",
        options=PAGE_TYPES,
        blank=True,
        help_text="Tick only types that nobody could be in danger for reading. Indexes follow the home page.",
    )
    neutral_titles = models.BooleanField(
        "neutral page titles",
        default=False,
        help_text="Browser tabs, the browser’s history and shared links then show the words below, never what a page is "
        "about. Tabs get hard to tell apart, also for people who use screen readers, and search engines list your pages "
        "under these words.",
    )
    neutral_title = LineField("neutral title", blank=True, help_text="If empty: Information and advice.")
    neutral_description = LineField(
        "neutral description",
        blank=True,
        help_text="Shown with the title where a link is shared. If empty: A page with information and advice.",
    )
    security_contact = models.CharField(
        "contact for security problems",
        max_length=WEB_ADDRESS,
        blank=True,
        validators=[security_address],
        help_text="Email address, or web address that begins with https://, for people who find a weakness of your site. "
        "It is published in security.txt. If empty: the email of your own contact at the foot of pages.",
    )
    security_policy = WebAddressField(
        "policy for security problems",
        blank=True,
        help_text="Web page that says what such people may expect of you, if you have one.",
    )

    class Meta:
        abstract = True

    def exit_problem(self, public_address: str) -> str | None:
        """Return a sentence when “Exit this page” would stay on the site, or None."""
        try:
            host = urlsplit(self.exit_url).hostname
        except ValueError:
            return None  # The field itself says what is wrong with it.
        if host == urlsplit(public_address).hostname:
            return "This leads to your own site. Choose an everyday page of somebody else’s."
        return None
