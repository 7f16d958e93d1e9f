"""What administrators decide about a shared page. Each screen says first what comes of it, and is sent by a button."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Page

from backend.sharing.adopting import change_mode, detach, leave, switch_to_successor
from backend.sharing.errors import SharingRefused
from backend.sharing.languages import together, translations_to_come
from backend.sharing.models import Adoption, Mode, Offer
from backend.sharing.powers import Deed
from backend.sharing.sections import missing_pages, take_in
from backend.sharing.views.base import AdoptionView, Crumb, crumbs_to, screen

NOTHING_NEW: Final = "There is nothing to add: whatever of it has a place on your site is there already."

IS_COPY: Final = (
    "This page is a copy of your own: it does not follow its owner any more. Edit or delete it like any of yours."
)

type Consequence = tuple[str, str]
"""What happens, in a few words, and the sentence that explains it."""


class DecisionView(AdoptionView):
    """Asks before something is done to a shared page, and does it by POST."""

    template_name = "sharing/decision.html"
    header_icon = "warning"
    question = ""
    button = ""
    is_grave = False

    def crumbs(self) -> list[Crumb]:
        """Return the way here by the page itself."""
        return crumbs_to("shared_content", (self.adoption.page.title, self.back()))

    def get_page_title(self) -> str:
        """Return what is asked."""
        return self.question

    def get_lead(self) -> str:
        """Return which page it is about."""
        return f"“{self.adoption.page.title}”, by {self.adoption.offer.owner.name}"

    def back(self) -> str:
        """Return where somebody goes who leaves things as they are."""
        return reverse("sharing:manage", args=[self.adoption.pk])

    def consequences(self) -> Iterator[Consequence]:
        """Yield what comes of it, in order."""
        yield from ()

    def blocked(self) -> str:
        """Return why there is nothing to decide as things are, or nothing."""
        return "" if self.adoption.is_in_step else IS_COPY

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what is asked, and what would come of it."""
        blocked = self.blocked()
        return super().get_context_data(
            blocked=blocked,
            consequences=[] if blocked else list(self.consequences()),
            button=self.button,
            is_grave=self.is_grave,
            adoption=self.adoption,
            back=self.back(),
            **kwargs,
        )

    def act(self) -> str:
        """Do it; returns the sentence that says what happened and what comes next."""
        raise NotImplementedError

    def onward(self) -> str:
        """Return where somebody goes afterwards."""
        return self.back()

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Do it, and go on; what is refused is said here."""
        try:
            sentence = self.act()
        except SharingRefused as refused:
            return self.render_to_response(self.get_context_data(refused=str(refused)), status=409)
        messages.success(request, sentence)
        return redirect(self.onward())

    def _title(self) -> str:
        return f"“{self.adoption.page.title}”"


class ModeView(DecisionView):
    """How a page stays in step."""

    template_name = "sharing/mode.html"
    header_icon = "repeat"
    deed = Deed.CHANGE_MODE
    question = "When its owner changes this page"
    button = "Save"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the choice, and whether a newer version would go live with it."""
        current = self.adoption.current_version
        newer = current is not None and current.document_id not in {"", None, self.adoption.accepted_digest}
        chosen = self.request.POST.get("mode") or self.adoption.mode
        return super().get_context_data(
            chosen=chosen, waits=newer and self.adoption.mode == Mode.REVIEW, modes=Mode, **kwargs
        )

    def act(self) -> str:
        """Change the mode."""
        wanted = self.request.POST.get("mode", "")
        if wanted not in {Mode.FOLLOW, Mode.REVIEW}:
            raise SharingRefused("Choose one of the two.")
        change_mode(self.adoption, Mode(wanted), actor=self.request.user)
        return f"{self._title()} {MODE_CHANGED[Mode(wanted)]}"


MODE_CHANGED: Final = {
    Mode.FOLLOW: "follows its owner from now on: each new version goes live by itself.",
    Mode.REVIEW: "waits for you from now on: new versions are listed under “Shared content”.",
}


class DetachView(DecisionView):
    """Making a page one's own copy."""

    deed = Deed.DETACH
    question = "Make this page your own copy?"
    button = "Make it our own copy"

    def consequences(self) -> Iterator[Consequence]:
        """Yield what stays, what changes, and what cannot be undone."""
        yield "It stays where it is", "Visitors see the same words at the same address, your local parts included."
        yield "You can change every word", "You edit it like any page of yours, and it keeps saying where it came from."
        yield (
            "Changes of its owner no longer reach it",
            "You look after it from now on. Only safety-critical corrections are still brought to it.",
        )
        yield (
            "It cannot be connected again",
            "You can use the page from the library anew; what you changed stays behind.",
        )
        if count := len(_others(self.adoption)):
            yield "This holds in every language", f"Its {count + 1} languages become your own together."

    def act(self) -> str:
        """Detach the page."""
        title = self._title()
        detach(self.adoption, actor=self.request.user)
        return f"{title} is your own copy now. You can edit every word of it."

    def onward(self) -> str:
        """Return the editor of the copy."""
        return reverse("wagtailadmin_pages:edit", args=[self.adoption.page_id])


class LeaveView(DecisionView):
    """Taking a page off one's site."""

    deed = Deed.LEAVE
    question = "Stop using this page?"
    button = "Take it off our site"
    is_grave = True

    def consequences(self) -> Iterator[Consequence]:
        """Yield what goes, and how it could come back."""
        where = "from your site in all its languages" if _others(self.adoption) else "from your site"
        yield "It goes now", f"It is taken {where}. Its address no longer leads anywhere."
        if count := Adoption.objects.filter(root=self.adoption).count():
            pages = "one page" if count == 1 else f"{count} pages"
            yield "Its section goes with it", f"With it {pages} that came below it."
        yield "Your local parts go too", "What you added to it is not kept."
        yield "You can use it again", "It stays in the library, as long as its owner offers it."

    def act(self) -> str:
        """Take the page off."""
        title = self._title()
        leave(self.adoption, actor=self.request.user)
        return f"{title} has been taken off your site."

    def onward(self) -> str:
        """Return the list: the page itself is gone."""
        return reverse("sharing:shared_content")


class SwitchView(DecisionView):
    """Using the page that replaces another."""

    header_icon = "redirect"
    deed = Deed.SWITCH
    question = "Use the page that replaces this one?"
    button = "Use the new page"

    def blocked(self) -> str:
        """Return why there is nothing to switch to."""
        none = "The owner has named no page that replaces this one."
        return super().blocked() or ("" if self.adoption.offer.successor else none)

    def consequences(self) -> Iterator[Consequence]:
        """Yield what is shown then, and what becomes of local parts."""
        successor = self.adoption.offer.successor
        yield f"Your site shows “{successor}”", "At the same place and the same address as now, in every language."
        yield (
            "Your local parts come along",
            "What has no place on the new page is kept, and you are asked where it goes.",
        )
        yield "It stays in step as before", str(Mode(self.adoption.mode).label)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the new page too, where it can be read."""
        successor: Offer | None = self.adoption.offer.successor
        readable = successor and Offer.objects.visible_to(self.organisation).filter(pk=successor.pk).first()
        return super().get_context_data(successor=readable, **kwargs)

    def act(self) -> str:
        """Switch to the successor."""
        switch_to_successor(self.adoption, actor=self.request.user)
        return f"{self._title()} shows the page that replaces it. Look through your local parts once."


class TakeInView(DecisionView):
    """Adding the pages that an owner has added to a section."""

    header_icon = "plus"
    deed = Deed.TAKE_IN
    question = "Add what is new?"
    button = "Add to our site"

    @cached_property
    def new_pages(self) -> list[Page]:
        """The pages that would come, other languages of what is there included."""
        return [*missing_pages(self.adoption), *(source for source, _ in translations_to_come(self.adoption))]

    def blocked(self) -> str:
        """Return that there is nothing to add."""
        return super().blocked() or ("" if self.new_pages else NOTHING_NEW)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the pages that would come."""
        return super().get_context_data(pages=self.new_pages, **kwargs)

    def consequences(self) -> Iterator[Consequence]:
        """Yield what becomes of the pages."""
        yield (
            "They go live now",
            "At the places that they have at their owner’s. Those with a place to fill wait as drafts.",
        )

    def act(self) -> str:
        """Take the pages in."""
        made = take_in(self.adoption, actor=self.request.user)
        if not made:
            raise SharingRefused(NOTHING_NEW)
        what = "One page has" if len(made) == 1 else f"{len(made)} pages have"
        return f"{what} been added with {self._title()}. Those with a place to fill wait as drafts."


def _others(adoption: Adoption) -> list[Adoption]:
    """Return the adoptions of the same page in other languages."""
    return [one for one in together(adoption) if one.pk != adoption.pk] if adoption.is_in_step else []


mode: Callable[..., Any] = screen(ModeView.as_view())
detach_page: Callable[..., Any] = screen(DetachView.as_view())
leave_page: Callable[..., Any] = screen(LeaveView.as_view())
switch: Callable[..., Any] = screen(SwitchView.as_view())
take_in_pages: Callable[..., Any] = screen(TakeInView.as_view())
