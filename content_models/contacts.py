"""The contact registry: every number, address and form of help is one record."""

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from content_models.base import Model
from content_models.links import PageLink
from content_models.translations import Translation, reject_repeated_languages
from content_models.values import Address, ContactId, Email, Hours, HttpUrl, Line, Phone


class ContactKind(StrEnum):
    """What a contact is for, in the order of urgency of every help panel (domain facts)."""

    EMERGENCY = "emergency"
    ANONYMOUS_HOTLINE = "anonymous_hotline"
    SUPPORT_LINE = "support_line"
    REFERRAL = "referral"
    REPORT_ONLINE = "report_online"
    LOCAL_TEAM = "local_team"
    NON_EMERGENCY = "non_emergency"
    OTHER = "other"


class ContactWords(Translation):
    """The words of a contact in another language; those that are left out are in the site's first language only."""

    label: Line | None = None
    need: Line | None = None
    url_text: Line | None = None
    hours_note: Line | None = None
    confidentiality: Line | None = None
    note: Line | None = None
    cost: Line | None = None


class Contact(Model):
    """One way to get help. `need` says when to use it, in a visitor's words."""

    id: ContactId
    kind: ContactKind
    label: Line
    need: Line
    phone: Phone | None = None
    text_relay: Phone | None = None
    sign_language_url: HttpUrl | None = None
    email: Email | None = None
    url: HttpUrl | None = None
    url_text: Line | None = None
    page: PageLink | None = None
    address: Address | None = None
    hours: Hours | None = None
    confidentiality: Line | None = None
    note: Line | None = None
    cost: Line | None = None
    translations: tuple[ContactWords, ...] = ()

    @model_validator(mode="after")
    def has_each_language_once(self) -> Self:
        """Reject a language that has words twice."""
        reject_repeated_languages("a contact", self.translations)
        return self

    @model_validator(mode="after")
    def can_be_reached(self) -> Self:
        """Reject a record by which nobody can be reached."""
        if not (self.phone or self.email or self.url or self.page or self.address):
            raise ValueError("a contact needs a phone number, an email, a web address, a page or a postal address")
        return self


class ContactLink(Model):
    """A reference to a contact; `record` is filled only when it is resolved for a consumer."""

    contact: ContactId
    record: Contact | None = None
