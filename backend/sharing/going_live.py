"""What keeps a shared page from being published, asked at the moment when it goes live.

Whichever way that happens: the editor's button, many pages at once, the end of a workflow, or the schedule at its hour.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Page

from backend.sharing.filling import unfilled_slots
from backend.sharing.shown import adoption_of
from backend.sharing.standing import why_over


class PublishingRefused(ValidationError):
    """A shared page cannot go live as things are; the message says why, and how to mend it."""

    def __init__(self, page: Page, sentences: list[str]) -> None:
        """Take the page, and a sentence for each reason."""
        super().__init__(sentences)
        self.page_id = page.pk


class GoesLiveIfItMay(Page):
    """A page that is asked, whenever a revision of it goes live, whether it may."""

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Raise PublishingRefused where a revision is about to go live that must not.

        A page that is live already may be moved or renamed all the same: a slot that its owner added since takes nothing down.
        """
        super().full_clean(*args, **kwargs)
        if self.live and self._goes_live() and (sentences := list(self.refusals())):
            raise PublishingRefused(self, sentences)

    def _goes_live(self) -> bool:
        """Say whether this very save makes another revision the one that is public."""
        before = Page.objects.filter(pk=self.pk).values_list("live", "live_revision_id").first()
        return before != (True, self.live_revision_id)

    def refusals(self) -> Iterator[str]:
        """Yield in a sentence each what keeps the page from being published."""
        adoption = adoption_of(self)
        if adoption is None:
            yield "It stands for no page of the library any more; delete it."
        elif sentence := why_over(adoption):
            yield sentence
        elif names := unfilled_slots(adoption, self):
            yield f"{adoption.offer.owner.name} asks for local content before it is published: {', '.join(names)}."
