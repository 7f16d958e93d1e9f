"""The models of sharing: offers, adopted pages, adoptions, and the audit trail."""

from backend.sharing.models.adopted_page import AdoptedPage
from backend.sharing.models.adoption import Adoption, Mode
from backend.sharing.models.offer import Offer, OfferState, Topic
from backend.sharing.models.record import Action, SharingRecord, note

__all__ = ["Action", "AdoptedPage", "Adoption", "Mode", "Offer", "OfferState", "SharingRecord", "Topic", "note"]
