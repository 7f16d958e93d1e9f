"""Everything that the content of one page is resolved with: the site in one language, the words, and ids already given."""

from datetime import datetime
from urllib.parse import quote, urlsplit
from uuid import UUID

from markupsafe import Markup, escape

from content_models.contacts import Contact, ContactKind, ContactLink
from content_models.documents.strategy import Partner
from content_models.links import Action, Link, PageLink, Target
from content_models.media import DocumentFile, Image, MediaFile
from content_models.rich_text import RichText, resolve_html
from content_models.values import Address, Source, dial
from frontend.plan.cards import Card
from frontend.render import answers, formats, markup
from frontend.render.asking import Asking
from frontend.render.contact_words import ContactTexts, contact_texts
from frontend.render.parts import Anchor, Button, CardPart, DatePart, Download, Language, PartnerPart, Picture, Way
from frontend.render.words import language_name

OUTSIDE = Markup(' rel="noreferrer"')
QUOTES = ("“", "‘", '"', "'", "«", "”", "„")


class Scope(Asking):
    """Resolves what a document refers to, for one page of one site in one language."""

    __slots__ = ()

    def html(self, text: RichText, under: int = 2) -> Markup:
        """Return rich text ready to show, with headings below level `under`."""
        return markup.rich(resolve_html(text.html, self._address), under=under)

    def _address(self, page: UUID) -> str | None:
        self.ask(answers.LINK, str(page))
        card = self._view.card_by_id(page)
        return card.url if card else None

    def html_or_none(self, text: RichText | None, under: int = 2) -> Markup | None:
        """Return rich text ready to show, or None."""
        return self.html(text, under) if text else None

    def anchor(self, text: str, target: Target) -> Anchor:
        """Return a link with its own words."""
        if not isinstance(target, PageLink):
            return self.outside(text, target.url)
        self.ask(answers.LINK, str(target.page))
        found = self._view.page(target)
        return Anchor(text, found.url, self._attributes(found)) if found else Anchor(text, None)

    def quoted(self, text: str) -> Markup:
        """Return words that somebody says, in quotation marks unless the author gave them some."""
        return escape(text) if text.startswith(QUOTES) else self.words.fill("quoted", text=text)

    def link(self, link: Link) -> Anchor:
        """Return a link of the document."""
        return self.anchor(link.text, link.target)

    def button(self, action: Action) -> Button:
        """Return a link drawn as a button."""
        return Button(self.anchor(action.text, action.target), action.style == "quiet")

    def outside(self, text: str, url: str | None) -> Anchor:
        """Return a link that leaves the site, or its words when there is no address."""
        return Anchor(text, url, OUTSIDE if url else Markup())

    def source(self, source: Source | None) -> Anchor | None:
        """Return where a statement comes from."""
        return self.outside(source.text, source.url) if source else None

    def _attributes(self, card: Card) -> Markup:
        attributes = OUTSIDE if card.external else Markup()
        if card.locale != self.words.page_locale:
            attributes += Markup(' hreflang="{}"').format(card.locale)
        return attributes

    def card_anchor(self, card: Card) -> Anchor:
        """Return a link whose words are the page's title."""
        return Anchor(card.title, card.url, self._attributes(card) + self.words.other(card.locale))

    def page(self, link: PageLink) -> Anchor | None:
        """Return a link whose words are the page's title, or None when the page is gone."""
        card = self._card(link)
        return self.card_anchor(card) if card else None

    def _card(self, link: PageLink) -> Card | None:
        self.ask(answers.CARD, str(link.page))
        return self._view.page(link)

    def finder(self) -> str | None:
        """Return the path of "Find your local team", or None where the site has none."""
        self.ask(answers.FINDER, "")
        with self.off_the_record():
            return self.view.finder

    def children(self) -> tuple[CardPart, ...]:
        """Return the pages below this one as cards."""
        self.ask(answers.CHILDREN, "")
        return tuple(self.card(child.card) for child in self._page.children) if self._page else ()

    def card(self, card: Card, text: str | None = None) -> CardPart:
        """Return a page as a card; `text` replaces its summary."""
        return CardPart(
            anchor=self.card_anchor(card),
            type=card.type,
            summary=text or card.summary,
            detail=self._detail(card),
            picture=self.picture(card.image) if card.image else None,
            date=self._event_date(card),
        )

    def page_card(self, link: PageLink, text: str | None = None) -> CardPart | None:
        """Return the card of the page that `link` names, or None when the page is gone."""
        card = self._card(link)
        return self.card(card, text) if card else None

    def _detail(self, card: Card) -> Markup | None:
        words = self.words
        if card.type == "event" and card.status in {"postponed", "cancelled", "ended"}:
            return words[f"event_{card.status}_short"]
        if card.published_on:
            return Markup('<time datetime="{0.iso}">{0.text}</time>').format(formats.day(words, card.published_on))
        if card.duration_seconds:
            return words.fill("film_length", length=formats.film_length(words, card.duration_seconds))
        return words.fill("on_the_site_of", owner=card.owner) if card.external and card.owner else None

    def _event_date(self, card: Card) -> DatePart | None:
        return self.date_part(card.starts, card.ends) if card.starts and card.ends else None

    def date_part(self, starts: datetime, ends: datetime) -> DatePart:
        """Return the date of an event whose times are already on the clocks of its place."""
        words, same_day = self.words, starts.date() == ends.date()
        return DatePart(
            iso=starts.isoformat(timespec="minutes"),
            weekday=formats.weekday(words, starts),
            number=str(starts.day),
            month=formats.month(words, starts),
            time=formats.time_span(words, starts.time(), ends.time())
            if same_day
            else formats.time_of_day(words, starts.time()),
            until=None if same_day else formats.day(words, ends),
        )

    def file(self, file: MediaFile) -> str:
        """Return the path of a file."""
        return self._view.media(file)

    def picture(self, image: Image) -> Picture:
        """Return an image with its sizes; the one nearest to 800 pixels is for browsers that know no `srcset`."""
        middle = min(image.renditions, key=lambda item: abs(item.width - 800))
        largest = image.renditions[-1]
        sizes = ", ".join(f"{self.file(item)} {item.width}w" for item in image.renditions)
        return Picture(
            src=self.file(middle),
            srcset=sizes if len(image.renditions) > 1 else "",
            width=largest.width,
            height=largest.height,
            alt=image.alt,
            credit=image.credit,
        )

    def language(self, locale: str) -> Language:
        """Return a language by its own name."""
        return Language(language_name(locale), self.words.other(locale))

    def download(self, document: DocumentFile) -> Download:
        """Return a document to fetch, with its format, pages and size."""
        about = [self.kind_of(document.file)]
        about += [self.words.count("pages", document.pages)] if document.pages else []
        about.append(formats.size(self.words, document.file.size))
        if document.locale != self.words.page_locale:
            about.append(
                Markup("<span{}>{}</span>").format(
                    *reversed((self.language(document.locale).name, self.words.other(document.locale)))
                )
            )
        return Download(
            document.title, self.file(document.file), Markup(", ").join(about), self.words.other(document.locale)
        )

    def kind_of(self, file: MediaFile) -> Markup:
        """Return what people call a file's format: "PDF"."""
        return self.words.ltr(file.filename.rpartition(".")[2].upper() if "." in file.filename else file.media_type)

    def partner(self, partner: Partner) -> PartnerPart:
        """Return a partner with its logo."""
        return PartnerPart(
            self.outside(partner.name, partner.url), partner.role, self.picture(partner.logo) if partner.logo else None
        )

    def address(self, address: Address | None) -> Markup | None:
        """Return a postal address, a line each."""
        if not address:
            return None
        postcode = [self.words.ltr(address.postcode)] if address.postcode else []
        # An English address on a page that runs from right to left keeps its house number in front.
        lines = [
            Markup('<span dir="auto">{}</span>').format(line) if self.words.rtl else escape(line)
            for line in address.lines
        ]
        return Markup("<br>").join([*lines, *postcode])

    def contact(self, link: ContactLink, known: str = "") -> Way | None:
        """Return the contact that `link` names as a way to get help, or None when the site does not carry it.

        `known` is a name that the page shows already, so that the contact need not repeat it.
        """
        self.ask(answers.CONTACT, str(link.contact))
        contact, ways = self._view.contact(link), self._answers.ways
        if contact is None:
            return self._way(link.record, known) if link.record else None
        key = (link.contact, known)
        if key not in ways:
            with self.off_the_record():
                ways[key] = self._way(contact, known)
        return ways[key]

    def _way(self, contact: Contact, known: str) -> Way:
        """Return a contact as a way to get help: the number first, what else it offers after it."""
        texts = contact_texts(contact, self.words, self._view.site.default_locale)
        reach = self._ways_to_reach(contact, texts)
        return Way(
            id=str(contact.id),
            urgent=contact.kind is ContactKind.EMERGENCY,
            need=texts.need,
            label=texts.label,
            action=reach[0] if reach else None,
            calls=contact.phone is not None,
            note=self._note(contact, texts, {known, reach[0].text if reach else ""}),
            cost=texts.cost,
            hours=formats.hours_table(self.words, contact.hours) if contact.hours else (),
            hours_note=texts.hours_note,
            others=tuple(reach[1:]),
            address=self.address(contact.address),
            language=self._their_language,
        )

    def phone(self, number: str) -> Anchor:
        """Return a number that dials."""
        return Anchor(self.words.ltr(number), f"tel:{dial(number)}")

    def email(self, address: str, text: str | None = None, subject: str | None = None) -> Anchor:
        """Return an address that opens a letter."""
        query = f"?subject={quote(subject)}" if subject else ""
        shown = Markup("@<wbr>").join(map(escape, address.split("@")))
        return Anchor(text or self.words.ltr(shown), f"mailto:{quote(address, safe='@+')}{query}")

    def _ways_to_reach(self, contact: Contact, texts: ContactTexts) -> list[Anchor]:
        reach = [self.phone(contact.phone)] if contact.phone else []
        card = self._card(contact.page) if contact.page else None
        if card:
            words = texts.label if contact.url or texts.url_text is None else texts.url_text
            reach.append(self.card_anchor(card) if reach else Anchor(words, card.url, self._attributes(card)))
        if contact.url:
            host = (urlsplit(contact.url).hostname or contact.url).removeprefix("www.")
            reach.append(Anchor(texts.url_text or self.words.ltr(host), contact.url, OUTSIDE))
        if contact.email:
            reach.append(self.email(contact.email))
        return reach

    def _note(self, contact: Contact, texts: ContactTexts, shown: set[str]) -> Markup:
        words = self.words
        told = contact.kind is ContactKind.EMERGENCY or contact.label in shown or texts.label in shown
        parts: list[str] = [] if told else [texts.label]
        if contact.hours:
            parts.append(formats.hours_line(words, contact.hours))
        parts += filter(None, (texts.hours_note, texts.confidentiality, texts.note))
        if contact.sign_language_url:
            parts.append(words.fill("sign_language", link=self._inline_link(contact)))
        if contact.text_relay:
            dialled = Markup('<a href="tel:{}">{}</a>').format(dial(contact.text_relay), words.ltr(contact.text_relay))
            parts.append(words.fill("text_relay", number=dialled))
        return markup.sentences(words, parts)

    @property
    def _their_language(self) -> Markup:
        return self.words.other(self._view.site.default_locale)

    def _inline_link(self, contact: Contact) -> Markup:
        words = self.words.ltr("999 BSL") if contact.kind is ContactKind.EMERGENCY else self.words["bsl"]
        return Markup('<a href="{}"{}>{}</a>').format(contact.sign_language_url, OUTSIDE, words)
