"""Offers: pages that an organisation puts into the library for others."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from backend.core.fields import ChoicesField, LinesField
from backend.core.values import Nation
from backend.organisations.models import Organisation
from backend.organisations.models.organisation import OrganisationKind


class Topic(models.TextChoices):
    """What a page of the library is about; the library can be narrowed to one."""

    FOUNDATIONS = "foundations", "What Prevent is"
    SIGNS = "signs", "Spotting signs"
    REFERRAL = "referral", "Getting help and referring"
    STORIES = "stories", "Stories"
    ONLINE = "online", "Staying safe online"
    FAMILIES = "families", "Families and friends"
    PROFESSIONALS = "professionals", "Professionals"
    MATERIALS = "materials", "Materials to use"
    SITE = "site", "About the website"


class OfferState(models.TextChoices):
    """Where an offer stands. Adopters keep a withdrawn page until its date; a recalled one is gone at once."""

    OFFERED = "offered", "In the library"
    WITHDRAWN = "withdrawn", "Withdrawn"
    RECALLED = "recalled", "Recalled"


class OfferQuerySet(QuerySet["Offer"]):
    """Finds offers by who may see them and what they cover."""

    def visible_to(self, organisation: Organisation) -> "OfferQuerySet":
        """Return the offers in the library of `organisation`: others' that are meant for it and whose page is live."""
        ids = [offer.pk for offer in self._candidates(organisation) if offer.is_for(organisation)]
        return self.filter(pk__in=ids)

    def _candidates(self, organisation: Organisation) -> "OfferQuerySet":
        """Return others' offers whose page everybody may read now."""
        found = self.filter(state=OfferState.OFFERED, page__in=Page.objects.live().public())
        found = found.exclude(page__expire_at__lte=timezone.now()).exclude(owner=organisation)
        return found.prefetch_related("organisations")

    def covering(self, page: Page) -> "OfferQuerySet":
        """Return the offers that `page` is shared by: its own, and those of whole sections above it."""
        above = Page.objects.ancestor_of(page).values("translation_key")
        return self.filter(Q(source_key=page.translation_key) | Q(source_key__in=above, whole_section=True))


class Offer(models.Model):
    """A page in the library, in all its languages; with `whole_section`, everything below it too.

    `source_key` is the page's translation key, which is its id in the contract. `locked_blocks` are ids of blocks, of
    this page or of one below it in its section, that adopters may neither hide nor separate.
    """

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offers")
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        related_name="offers",
        help_text="The page in its first language; empty once it was deleted.",
    )
    source_key = models.UUIDField(unique=True, editable=False)
    whole_section = models.BooleanField(
        "with all pages below it",
        default=False,
        help_text="Pages that you add to the section later are shared as well.",
    )
    everybody = models.BooleanField("for everybody", default=True)
    kinds = ChoicesField(
        "only for", options=OrganisationKind.choices, blank=True, help_text="Kinds of organisation. None: all kinds."
    )
    nations = ChoicesField(
        "only in",
        options=Nation.choices,
        blank=True,
        help_text="Organisations that cover one of these. None: all nations.",
    )
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="+", help_text="These may always use it, whatever else you choose."
    )
    topics = ChoicesField(options=Topic.choices, blank=True, help_text="Under which the library lists it.")
    locked_blocks = LinesField(help_text="Ids of blocks that adopters keep as they are.")
    canonical_here = models.BooleanField(
        "search engines are sent to your page",
        default=True,
        help_text="Otherwise each organisation's copy counts as a page of its own.",
    )
    guidance = models.TextField(
        "note for those who use it", max_length=1000, blank=True, help_text="What to add, what to keep in mind."
    )
    state = models.CharField(max_length=9, choices=OfferState, default=OfferState.OFFERED)
    ends_on = models.DateField(
        "available until", null=True, blank=True, help_text="When a withdrawn page leaves the sites that still show it."
    )
    reason = models.TextField(
        max_length=1000, blank=True, help_text="Why it was withdrawn or recalled; adopters read it."
    )
    successor = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="predecessors")
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["page__title", "pk"]

    def __str__(self) -> str:
        return self.page.title if self.page else f"a deleted page of {self.owner}"

    def clean(self) -> None:
        """Reject an offer without a page of its owner's, and an end without a reason that adopters can read."""
        super().clean()
        if self.state != OfferState.OFFERED and not self.reason.strip():
            raise ValidationError({"reason": "Say why: everybody who uses the page reads this."})
        if self.state == OfferState.WITHDRAWN and self.ends_on is None:
            raise ValidationError({"ends_on": "Give the day on which the page leaves the sites that still show it."})
        if self.successor_id and self.successor_id == self.pk:
            raise ValidationError({"successor": "A page cannot be replaced by itself."})

    def is_for(self, organisation: Organisation) -> bool:
        """Say whether `organisation` is among those that this is offered to."""
        if self.everybody or any(named.pk == organisation.pk for named in self.organisations.all()):
            return True
        if not (self.kinds or self.nations):
            return False
        in_nations = not self.nations or not set(self.nations).isdisjoint(organisation.nations)
        return in_nations and (not self.kinds or organisation.kind in self.kinds)

    def sources(self) -> QuerySet[Page]:
        """Return the offered page in every language that it has."""
        return Page.objects.filter(translation_key=self.source_key)
