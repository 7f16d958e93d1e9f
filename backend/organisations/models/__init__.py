"""Organisations, what belongs to them and who works for them."""

from backend.organisations.models.area import Area
from backend.organisations.models.contact import Contact, ContactKind
from backend.organisations.models.invitation import Invitation
from backend.organisations.models.log import RecordLogEntry
from backend.organisations.models.organisation import HelpContact, Organisation, OrganisationKind
from backend.organisations.models.role import OrganisationRole, Role

__all__ = [
    "Area",
    "Contact",
    "ContactKind",
    "HelpContact",
    "Invitation",
    "Organisation",
    "OrganisationKind",
    "OrganisationRole",
    "RecordLogEntry",
    "Role",
]
