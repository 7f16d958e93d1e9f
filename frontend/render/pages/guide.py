"""Guide: before you start, the steps on the path, what happens next, the routes, and the way for professionals."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from content_models.documents import Guide
from content_models.documents.guide import GuideStep, ProfessionalRoute, ReferralRoute
from content_models.links import PageLink
from frontend.render.pages.base import Given, PageBase
from frontend.render.parts import Anchor, Button, Way
from frontend.render.scope import Scope


@dataclass(frozen=True, slots=True)
class StepPart:
    """One step; `short` stands in the progress list, `count` is "Step 1 of 4"."""

    id: str
    count: Markup
    title: str
    short: str
    text: Markup
    say: str | None
    actions: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class StagePart:
    """Something that happens afterwards, and when."""

    when: str
    text: str


@dataclass(frozen=True, slots=True)
class RoutePart:
    """A way to refer; `form` is a form of one's own."""

    id: str
    title: str
    text: str
    way: Way | None
    form: Anchor | None


@dataclass(frozen=True, slots=True)
class ProfessionalPart:
    """The different way for people who work with the public."""

    heading: str
    text: Markup
    action: Button | None
    way: Way | None


@dataclass(frozen=True, slots=True)
class GuidePage(PageBase):
    """`steps_heading` is "The 4 steps"."""

    before: Markup | None
    steps_heading: Markup
    steps: tuple[StepPart, ...]
    stages: tuple[StagePart, ...]
    stages_note: Markup | None
    handled_by: Markup | None
    routes: tuple[RoutePart, ...]
    professionals: ProfessionalPart | None


def build(given: Given[Guide]) -> GuidePage:
    """Return the context of `pages/guide.html`."""
    scope, document = given.scope, given.document
    total = len(document.steps)
    here = scope.page(PageLink(page=document.id)) if document.routes else None
    return GuidePage(
        mast=given.mast(_kind(scope, document)),
        body=given.body,
        before=scope.html_or_none(document.before_you_start),
        steps_heading=scope.words.count("the_steps", total),
        steps=tuple(_step(scope, step, number, total) for number, step in enumerate(document.steps, start=1)),
        stages=tuple(StagePart(stage.when, stage.text) for stage in document.what_happens_next),
        stages_note=scope.html_or_none(document.what_happens_note),
        handled_by=scope.html_or_none(document.handled_by),
        routes=tuple(_route(scope, route, here) for route in document.routes),
        professionals=_professionals(scope, document.professionals),
    )


def _kind(scope: Scope, document: Guide) -> Markup:
    words = scope.words
    if document.reading_minutes is None:
        return words["kind_guide"]
    return words.fill("kind_guide_minutes", minutes=words.count("minutes", document.reading_minutes))


def _step(scope: Scope, step: GuideStep, number: int, total: int) -> StepPart:
    return StepPart(
        id=scope.anchor_id(step.id),
        count=scope.words.fill("step_of", number=number, total=total),
        title=step.title,
        short=step.short_title or step.title,
        text=scope.html(step.text, 3),
        say=scope.quoted(step.say) if step.say else None,
        actions=tuple(scope.button(action) for action in step.actions),
    )


def _route(scope: Scope, route: ReferralRoute, here: Anchor | None) -> RoutePart:
    """Return a route that leads nowhere twice, and not to the page that it is on, which contacts often name."""
    form = scope.outside(route.form_text or scope.words["open_form"], route.form_url) if route.form_url else None
    way = scope.contact(route.contact) if route.contact else None
    if way:
        reach = [anchor for anchor in (way.action, *way.others) if anchor and not (here and anchor.href == here.href)]
        way = replace(way, action=reach[0] if reach else None, others=tuple(reach[1:]))
        form = None if form and form.href in {anchor.href for anchor in reach} else form
    return RoutePart(scope.anchor_id(route.id), route.title, route.text, way, form)


def _professionals(scope: Scope, route: ProfessionalRoute | None) -> ProfessionalPart | None:
    if route is None:
        return None
    return ProfessionalPart(
        heading=route.heading,
        text=scope.html(route.text),
        action=scope.button(route.action) if route.action else None,
        way=scope.contact(route.contact) if route.contact else None,
    )
