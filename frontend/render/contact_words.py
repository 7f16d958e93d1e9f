"""What a contact says, in the language of the page: the organisation's translation, else our words, else its own, marked."""

from typing import Final, NamedTuple

from markupsafe import Markup, escape

from content_models.contacts import Contact, ContactKind
from content_models.translations import in_language
from frontend.render.words import Words

_FOREIGN: Final = Markup("<span{}>{}</span>")


class ContactTexts(NamedTuple):
    """The words of a contact, ready to show; those that are not in the page's language say so."""

    label: Markup
    need: Markup
    url_text: Markup | None
    hours_note: Markup | None
    confidentiality: Markup | None
    note: Markup | None
    cost: Markup | None


def contact_texts(contact: Contact, words: Words, first: str) -> ContactTexts:
    """Return the words of a contact of a site whose `first` language they are written in.

    When to use it is never missing: what the organisation did not translate, we say by what the contact is for, so that
    nobody has to know the other language to find the right number. Only a contact for something else keeps its own words.
    """
    translated = in_language(contact.translations, words.page_locale)
    own = {name: getattr(contact, name) for name in ContactTexts._fields if name != "hours_note"}
    own["hours_note"] = contact.hours.note if contact.hours else None
    foreign = words.other(first)
    texts = {
        name: escape(said) if (said := getattr(translated, name, None)) else _marked(text, foreign)
        for name, text in own.items()
    }
    ours = foreign and not words.own and contact.kind is not ContactKind.OTHER
    if ours and not (translated and translated.need):
        texts["need"] = words[f"need_{contact.kind}"]
    return ContactTexts(**texts)  # type: ignore[arg-type] # label and need are never None in a contact


def _marked(text: str | None, foreign: Markup) -> Markup | None:
    if text is None:
        return None
    return _FOREIGN.format(foreign, text) if foreign else escape(text)
