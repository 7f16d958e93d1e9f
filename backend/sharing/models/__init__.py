"""The models of sharing: offers, adopted pages, adoptions, letters, and the audit trail."""

from backend.sharing.models.adopted_page import AdoptedPage
from backend.sharing.models.adoption import Adoption, Mode
from backend.sharing.models.digest import DigestSent
from backend.sharing.models.letter import Letter
from backend.sharing.models.offer import Offer, OfferState, Topic
from backend.sharing.models.record import Action, SharingRecord, note
from backend.sharing.models.safety import SafetyChange
from backend.sharing.models.version import KeptVersion

__all__ = [
    "Action",
    "AdoptedPage",
    "Adoption",
    "DigestSent",
    "KeptVersion",
    "Letter",
    "Mode",
    "Offer",
    "OfferState",
    "SafetyChange",
    "SharingRecord",
    "Topic",
    "note",
]
