"""Valid content for tests: an organisation with its site, and a published page of every type in it.

`make_organisation(slug="essex-police")` → Organisation, provisioned: site, home page, collection, groups.
`make_page("guide", parent, title="…", **overrides)` → a published page below `parent` (a page, or an organisation for its
home page); `published=False` leaves a draft. Overrides are field names of the page; raw StreamField data is welcome.
`make_contact`, `make_partner`, `make_image`, `make_document` and `make_film` take an organisation and field names.
"""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.models import Page

from backend.media.models import CustomDocument, CustomImage, Film
from backend.organisations.models import Contact, Organisation
from backend.organisations.provisioning import provision
from backend.pages.models import PAGE_TYPES, EditorialPage, Partner

numbers = count(1)
TYPES: dict[str, type[EditorialPage]] = {page_type.document_type: page_type for page_type in PAGE_TYPES}

type Raw = dict[str, Any]


def make_organisation(slug: str = "marlshire", **fields: Any) -> Organisation:
    """Return a provisioned organisation."""
    defaults: Raw = {
        "name": slug.replace("-", " ").title(),
        "kind": "force",
        "nations": ["england"],
        "languages": ["en"],
        "public_address": f"https://{slug}.example",
    }
    return provision(slug=slug, **(defaults | fields))


def make_contact(organisation: Organisation, **fields: Any) -> Contact:
    """Return a contact of the registry."""
    defaults: Raw = {
        "kind": "support_line",
        "label": "Support line",
        "need": "You want to talk it through",
        "phone": "0800 000 0000",
    }
    return Contact.objects.create(organisation=organisation, **(defaults | fields))


def make_partner(organisation: Organisation, **fields: Any) -> Partner:
    """Return a partner of the register."""
    defaults: Raw = {"name": "Marlshire Youth", "url": "https://youth.example"}
    return Partner.objects.create(organisation=organisation, **(defaults | fields))


def make_image(organisation: Organisation, **fields: Any) -> CustomImage:
    """Return an image of 64 × 48 pixels, its colour different each time."""
    number = next(numbers)
    buffer = io.BytesIO()
    Picture.new("RGB", (64, 48), (number % 256, number // 256 % 256, 90)).save(buffer, "PNG")
    defaults: Raw = {"title": "Path", "description": "A path over a hill", "collection": organisation.collection}
    file = ContentFile(buffer.getvalue(), name=f"path-{number}.png")
    return CustomImage.objects.create(**({"file": file, "width": 64, "height": 48} | defaults | fields))


def make_document(organisation: Organisation, **fields: Any) -> CustomDocument:
    """Return a document with a small PDF file."""
    number = next(numbers)
    file = ContentFile(f"%PDF-1.7\n% {number}\n%%EOF\n".encode(), name=f"plan-{number}.pdf")
    defaults: Raw = {"title": "Action plan", "language": "en", "pages": 12, "collection": organisation.collection}
    return CustomDocument.objects.create(**({"file": file} | defaults | fields))


def make_film(organisation: Organisation, **fields: Any) -> Film:
    """Return a film at a provider, with a transcript."""
    defaults: Raw = {
        "title": "What happens when you call",
        "provider": "youtube",
        "video_id": "abcDEF12345",
        "duration_seconds": 95,
        "transcript": [("line", {"speaker": "Asha", "text": "I did not know whom to ask."})],
        "collection": organisation.collection,
    }
    return Film.objects.create(**(defaults | fields))


def make_page(kind: str, parent: Page | Organisation, *, published: bool = True, **overrides: Any) -> Any:
    """Return a valid page of type `kind` below `parent`, published unless told otherwise."""
    above = parent.root_page if isinstance(parent, Organisation) else parent
    organisation = parent if isinstance(parent, Organisation) else Organisation.objects.for_page(parent)
    number = next(numbers)
    words = kind.replace("_", " ").capitalize()
    common: Raw = {
        "title": f"{words} {number}",
        "slug": f"{kind.replace('_', '-')}-{number}",
        "summary": f"What this {words.lower()} is about.",
        "live": published,
    }
    page = TYPES[kind](**(common | page_content(kind, organisation) | overrides))
    above.refresh_from_db()
    above.add_child(instance=page)
    revision = page.save_revision(clean=published)
    if published:
        revision.publish()
    return TYPES[kind].objects.get(pk=page.pk)


def page_content(kind: str, organisation: Organisation | None) -> Raw:
    """Return the fields of a valid page of type `kind`, without title, slug and summary."""
    return CONTENT[kind](organisation)


def item(value: Any, number: int = 1) -> Raw:
    """Return one raw entry of a StreamField or list block, with an id that stays."""
    return {"type": "item", "id": f"00000000-0000-4000-8000-{number:012}", "value": value}


def outside(url: str = "https://www.example.org/") -> Raw:
    """Return the raw target of a link to an outside address."""
    return {"page": None, "url": url}


def action(text: str = "Talk to us") -> Raw:
    """Return a raw button."""
    return {"text": text, "target": outside(), "style": "primary"}


def _home(organisation: Organisation | None) -> Raw:
    worried = {"heading": "Are you worried?", "text": "Talk to us.", "actions": [item(action())]}
    return {
        "worried": [item(worried)],
        "emergency": [item({"heading": "Get help now", "introduction": "Choose what fits."})],
    }


def _section(organisation: Organisation | None) -> Raw:
    return {"introduction": "<p>All of them.</p>", "order": "manual"}


def _strategy(organisation: Organisation | None) -> Raw:
    strands = [
        item({"name": "Prevent", "aim": "Stop people from harm.", "here": True}, 1),
        item({"name": "Pursue", "aim": "Stop attacks.", "here": False}, 2),
    ]
    wider = {"heading": "Where it fits", "introduction": "It has two strands.", "strands": strands}
    myth = {
        "claim": "It is about spying.",
        "fact": "It is about support.",
        "source": {"text": "Guidance", "url": "https://www.example.org/guidance"},
    }
    fields: Raw = {
        "what_it_is": "<p>It helps people early.</p>",
        "wider": [item(wider)],
        "objectives_heading": "Objectives",
        "objectives": [item({"title": "Listen", "text": "<p>We listen.</p>"})],
        "myths": [item(myth)],
    }
    if organisation:
        file = {
            "kind": "action_plan",
            "document": make_document(organisation).pk,
            "owner": "Prevent team",
            "version": "1.0",
            "published": "2026-01-05",
            "review_date": "2027-01-05",
        }
        fields["files"] = [item(file)]
        fields["partners"] = [item({"partner": make_partner(organisation).pk, "role": "Runs the groups."})]
    return fields


def _signs(organisation: Organisation | None) -> Raw:
    sign = {"title": "Withdrawn", "description": "Sees friends less.", "otherwise": "Could be exams."}
    theme = {"title": "Being online", "scope": "Phones", "signs": [item(sign)]}
    return {"statement": "There is no checklist.", "themes": [item(theme)]}


def _guide(organisation: Organisation | None) -> Raw:
    step = {
        "title": "Listen first",
        "short_title": "Listen",
        "text": "<p>Take time.</p>",
        "say": "I am here.",
        "actions": [],
    }
    route = {
        "title": "By form",
        "text": "At any time.",
        "contact": make_contact(organisation).pk if organisation else None,
        "form_url": "https://www.example.org/form",
        "form_text": "Fill in the form",
    }
    return {
        "reading_minutes": 3,
        "steps": [item(step)],
        "what_happens_next": [item({"when": "The same day", "text": "We read it."})],
        "routes": [item(route)],
    }


def _case_study(organisation: Organisation | None) -> Raw:
    points = [item({"title": "Back at college", "text": "He is back."})]
    return {
        "story": [
            {"type": "rich_text", "id": "story-1", "value": "<p>It began with a game.</p>"},
            {"type": "quote", "id": "story-2", "value": {"text": "They listened.", "attribution": "Danny"}},
        ],
        "outcome": [item({"heading": "How things are now", "points": points, "action": None})],
        "themes": ["Gaming"],
        "details_changed": True,
        "consent_held": True,
        "consent_role": "Prevent coordinator",
        "consent_expires": timezone.localdate() + timedelta(days=365),
    }


def _signpost(organisation: Organisation | None) -> Raw:
    period = {"days": ["monday", "friday"], "opens": "09:00:00", "closes": "17:00:00"}
    area = {"code": "E07000071", "name": "Colchester"}
    return {
        "organisation_name": "Between Us",
        "what_they_do": "<p>A meal and time to talk.</p>",
        "audience": "Mothers",
        "needs": ["I want to meet others"],
        "contacts": [item(make_contact(organisation).pk)] if organisation else [],
        "hours": [item({"always": False, "periods": [item(period)], "note": ""})],
        "address": [item({"lines": ["1 High Street", "Colchester"], "postcode": "CO1 1AA"})],
        "languages": ["en", "ur"],
        "cost": [item({"kind": "free", "note": ""})],
        "coverage": [item({"national": False, "areas": [item(area)], "note": ""})],
        "last_verified": timezone.localdate() - timedelta(days=10),
        "next_check": timezone.localdate() + timedelta(days=170),
    }


def _film(organisation: Organisation | None) -> Raw:
    return {"film": make_film(organisation) if organisation else None, "content_warning": "Loud voices."}


def _event(organisation: Organisation | None) -> Raw:
    venue = {"name": "Town Hall", "address": {"lines": ["High Street"], "postcode": "CO1 1PJ"}, "travel": ""}
    registration = {"email": "prevent@marlshire.example", "url": "", "deadline": "2027-05-10", "note": ""}
    return {
        "starts": datetime(2027, 5, 14, 17, tzinfo=UTC),
        "ends": datetime(2027, 5, 14, 19, tzinfo=UTC),
        "timezone": "Europe/London",
        "venue": [item(venue)],
        "audience": "Everybody",
        "agenda": [item({"at": "18:00:00", "title": "Welcome", "detail": ""})],
        "access": [item({"title": "Step-free", "text": "From the car park."})],
        "registration": [item(registration)],
    }


def _campaign(organisation: Organisation | None) -> Raw:
    partner = make_partner(organisation, logo=make_image(organisation)).pk if organisation else None
    return {
        "introduction": "<p>Say it early.</p>",
        "period": [item({"starts": "2026-01-01", "ends": None})],
        "focus": [item({"title": "Families", "text": "<p>Families first.</p>"})],
        "partners": [item({"partner": partner, "role": ""})] if partner else [],
        "successor": [item({"text": "What comes next", "target": outside()})],
    }


def _toolkit(organisation: Organisation | None) -> Raw:
    copy = {
        "kind": "social_copy",
        "title": "Post",
        "text": "Talk early.",
        "format": "Text",
        "locale": "en",
        "version": "1.0",
    }
    entries = [item(copy, 1)]
    if organisation:
        preview = {"image": make_image(organisation).pk, "decorative": False, "alt_text": "The poster"}
        poster = {
            "kind": "poster",
            "title": "Poster",
            "file": make_document(organisation).pk,
            "preview": preview,
            "format": "PDF, A3",
            "locale": "en",
            "version": "1.0",
        }
        entries.append(item(poster, 2))
    return {
        "audiences": ["schools"],
        "how_to_use": "<p>Print them.</p>",
        "key_messages": [item("Talking early helps.")],
        "items": entries,
        "posters": [item(poster_words(), 3)],
    }


def poster_words(**fields: Any) -> Raw:
    """Return the value of a poster in two languages."""
    english = {
        "locale": "en",
        "headline": "Worried?",
        "lines": ["You need not be sure."],
        "call_to_action": "Ring.",
    }
    urdu = {"locale": "ur", "headline": "فکرمند ہیں؟", "lines": ["یقین ضروری نہیں۔"], "call_to_action": "فون کریں۔"}
    return {
        "title": "Worried",
        "audience": "public",
        "layout": "footpath",
        "contacts": [item({"role": "support_line", "contact": None})],
        "leads_to": None,
        "words": [item(english, 1), item(urdu, 2)],
        "version": "1.0",
        "expires": None,
        **fields,
    }


def _news(organisation: Organisation | None) -> Raw:
    body = [{"type": "rich_text", "id": "text-1", "value": "<p>It starts today.</p>"}]
    fields: Raw = {"published_on": date(2026, 3, 4), "body": body}
    if organisation:
        picture = {"image": make_image(organisation).pk, "decorative": False, "alt_text": "People at a table"}
        fields["image"] = [item(picture)]
    return fields


def _standard(organisation: Organisation | None) -> Raw:
    heading = {"type": "heading", "id": "heading-1", "value": {"text": "Write to us", "level": "2"}}
    text = {"type": "rich_text", "id": "text-1", "value": "<p>At any time.</p>"}
    return {"purpose": "other", "body": [heading, text]}


CONTENT: dict[str, Callable[[Organisation | None], Raw]] = {
    "home": _home,
    "section": _section,
    "strategy": _strategy,
    "signs": _signs,
    "guide": _guide,
    "case_study": _case_study,
    "signpost": _signpost,
    "film": _film,
    "event": _event,
    "campaign": _campaign,
    "toolkit": _toolkit,
    "news": _news,
    "standard": _standard,
}
