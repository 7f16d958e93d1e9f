"""“Shared content”: what needs attention, everything that the organisation uses, and the decisions about it."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from backend.sharing.adopting import change_mode, detach, leave, switch_to_successor
from backend.sharing.attention import Attention, Kind, attention_of
from backend.sharing.errors import SharingRefused
from backend.sharing.models import Adoption, Mode
from backend.sharing.sections import take_in
from backend.sharing.views.base import SharingView, adoption_within_reach


class SharedContentView(SharingView):
    """The one page about shared content."""

    template_name = "sharing/shared_content.html"
    page_title = "Shared content"
    page_subtitle = "pages of others on your site"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what needs attention with its next step, and all adoptions."""
        items = attention_of(self.organisation)
        rows = Adoption.objects.filter(organisation=self.organisation).with_current()
        ordered = rows.select_related("offer__owner", "page", "root").order_by("page__path", "pk")
        return super().get_context_data(
            now=[(item, next_step(item)) for item in items if item.later is None],
            later=[(item, next_step(item)) for item in items if item.later is not None],
            adoptions=ordered,
            modes=Mode,
            **kwargs,
        )


def next_step(item: Attention) -> tuple[str, str, bool]:
    """Return the words of the next step, its address, and whether a button must send it (else it is a link)."""
    pk, page = item.adoption.pk, item.adoption.page_id
    edit = reverse("wagtailadmin_pages:edit", args=[page])
    steps: dict[Kind, tuple[str, str, bool]] = {
        Kind.CHANGED: ("Compare and decide", reverse("sharing:compare", args=[pk]), False),
        Kind.UNAPPLIED: ("See what changed", reverse("sharing:compare", args=[pk]), False),
        Kind.UNFILLED: ("Fill it in", edit, False),
        Kind.UNPLACED: ("Find it a place", edit, False),
        Kind.REPLACED: ("Use the new page", reverse("sharing:switch", args=[pk]), True),
        Kind.NEW_PAGES: ("Take them in", reverse("sharing:take_in", args=[pk]), True),
        Kind.RECALLED: ("Remove it", reverse("sharing:leave", args=[pk]), False),
        Kind.ENDED: ("Remove it", reverse("sharing:leave", args=[pk]), False),
        Kind.WITHDRAWN: ("Make it your own copy", reverse("sharing:detach", args=[pk]), False),
        Kind.SOURCE_GONE: ("Make it your own copy", reverse("sharing:detach", args=[pk]), False),
    }
    return steps.get(item.kind, ("Open", edit, False))


class ConfirmView(SharingView):
    """Asks before something that cannot be taken back in one click."""

    template_name = "sharing/confirm.html"
    header_icon = "warning"
    question = ""
    consequences: tuple[str, ...] = ()
    button = ""
    done = ""
    act: Callable[..., Any]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the adoption."""
        super().setup(request, *args, **kwargs)
        self.adoption = adoption_within_reach(request, kwargs["pk"])

    def get_page_title(self) -> str:
        """Return the page's title."""
        return self.adoption.page.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what is asked, and what would come of it."""
        return super().get_context_data(
            question=self.question, consequences=self.consequences, button=self.button, adoption=self.adoption, **kwargs
        )

    def post(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """Do it, and go on."""
        title = self.adoption.page.title
        try:
            type(self).act(self.adoption, actor=request.user)
        except SharingRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("sharing:shared_content")
        messages.success(request, self.done.format(title=title))
        return redirect("sharing:shared_content")


class DetachView(ConfirmView):
    """Making a page one's own copy."""

    question = "Make this page your own copy?"
    consequences = (
        "It stays on your site with the words that it has now, your local parts included, at the same address.",
        "You can change every word of it, and you look after it from now on.",
        "It does not follow its owner any more. It cannot be connected again; you can use the page from the library anew.",
    )
    button = "Make it our own copy"
    done = "“{title}” is your own copy now."
    act = staticmethod(detach)


class LeaveView(ConfirmView):
    """Taking a page off one's site."""

    question = "Stop using this page?"
    consequences = (
        "It is taken off your site in all languages, and so are your local parts of it.",
        "Pages of a section that came with it go too.",
        "You can use it again from the library; your local parts are not kept.",
    )
    button = "Stop using it"
    done = "“{title}” has been taken off your site."
    act = staticmethod(leave)


def _decision(act: Callable[[Adoption, HttpRequest], str]) -> Any:
    """Return a view that takes one decision by POST, and goes back to the list."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        adoption = adoption_within_reach(request, pk)
        try:
            messages.success(request, act(adoption, request))
        except SharingRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("sharing:shared_content")

    return require_POST(require_admin_access(view))


def _change_mode(adoption: Adoption, request: HttpRequest) -> str:
    mode = request.POST.get("mode", "")
    if mode not in {Mode.FOLLOW, Mode.REVIEW}:
        raise Http404("There is no such choice.")
    change_mode(adoption, Mode(mode), actor=request.user)
    done: Final = {
        Mode.FOLLOW: "follows its owner from now on.",
        Mode.REVIEW: "waits for you from now on when its owner changes it.",
    }
    return f"“{adoption.page.title}” {done[Mode(mode)]}"


def _switch(adoption: Adoption, request: HttpRequest) -> str:
    switch_to_successor(adoption, actor=request.user)
    return f"“{adoption.page.title}” shows the page that replaces it, with your local parts."


def _take_in(adoption: Adoption, request: HttpRequest) -> str:
    made = take_in(adoption, actor=request.user)
    what = "One page has" if len(made) == 1 else f"{len(made)} pages have"
    return f"{what} been added to “{adoption.page.title}”."


shared_content = require_admin_access(SharedContentView.as_view())
detach_page = require_admin_access(DetachView.as_view())
leave_page = require_admin_access(LeaveView.as_view())
mode = _decision(_change_mode)
switch = _decision(_switch)
take_in_pages = _decision(_take_in)
