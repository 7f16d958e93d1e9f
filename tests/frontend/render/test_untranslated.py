"""Where a translation is missing the page says so in the visitor's language; whom to ring is in that language always."""

from typing import Any

import pytest

from content_models.contacts import Contact, ContactKind, ContactWords
from content_models.values import Address, Hours
from frontend.plan.view import SiteView
from frontend.render import Renderer
from frontend.render.contact_words import contact_texts
from frontend.render.scope import Scope
from frontend.render.words import Dictionary
from tests.frontend.content import HELPLINE, home, small_site
from tests.frontend.render.gallery import Elements

DICTIONARY = Dictionary()
RENDERER = Renderer()


def stand_in_of(locale: str) -> str:
    site = small_site()
    site.locales = ("en", locale)
    site.pages[f"/{locale}/"] = home("Hafan", locale=locale)
    view = SiteView.of(site.manifest(), site.documents(), locale)
    stand_in = next(each for each in view.tree.stand_ins.values() if each.original.path == "/advice/two/")
    return RENDERER.stand_in(view, RENDERER.chrome(view), stand_in)


@pytest.mark.parametrize(
    ("locale", "direction", "said", "read_it"),
    [
        ("cy", "ltr", "Nid yw’r dudalen hon ar gael yn Gymraeg eto", "Saesneg"),
        ("ur", "rtl", "یہ صفحہ ابھی اردو میں دستیاب نہیں", "انگریزی"),
        ("ar", "rtl", "هذه الصفحة غير متاحة بالعربية بعد", "الإنجليزية"),
        ("pl", "ltr", "This page is not in Polish yet", "English"),
    ],
)
def test_it_says_so_in_the_language_and_leads_to_the_original(
    locale: str, direction: str, said: str, read_it: str
) -> None:
    html = stand_in_of(locale)
    assert f'<html lang="{locale}" dir="{direction}">' in html
    assert f">{said}</h1>" in html
    assert read_it in html
    assert '<a class="btn" href="/advice/two/" hreflang="en" lang="en" dir="ltr">Page two</a>' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "canonical" not in html
    switches = [
        each for each in Elements(html).named("a") if each.get("hreflang") and "btn" not in (each.get("class") or "")
    ]
    assert [(each["lang"], each["href"], each.get("aria-current")) for each in switches] == [
        ("en", "/advice/two/", None),
        (locale, f"/{locale}/advice/two/", "true"),
    ]


def contact(**fields: Any) -> Contact:
    given = {"id": HELPLINE, "kind": ContactKind.EMERGENCY, "label": "999", "need": "Danger now", "phone": "999"}
    return Contact.model_validate(given | fields)


@pytest.mark.parametrize("locale", ["cy", "ur", "ar"])
@pytest.mark.parametrize("kind", [kind for kind in ContactKind if kind is not ContactKind.OTHER])
def test_when_to_use_a_contact_is_said_in_every_language(locale: str, kind: ContactKind) -> None:
    words = DICTIONARY.of(locale)
    need = contact_texts(contact(kind=kind), words, "en").need
    assert need == words[f"need_{kind}"]
    assert "lang=" not in need


def test_the_organisations_own_translation_comes_first_and_what_it_lacks_is_marked() -> None:
    welsh = ContactWords(locale="cy", need="Perygl", note="Am ddim", hours_note="Heblaw gwyliau banc")
    shown = contact(
        translations=(welsh,), note="Free", cost="Nothing", hours=Hours(always=True, note="Not on bank holidays")
    )
    texts = contact_texts(shown, DICTIONARY.of("cy-GB"), "en")
    assert (texts.need, texts.note, texts.hours_note) == ("Perygl", "Am ddim", "Heblaw gwyliau banc")
    assert texts.cost == '<span lang="en" dir="ltr">Nothing</span>'


def test_the_sites_first_language_and_contacts_for_something_else_keep_their_own_words() -> None:
    assert contact_texts(contact(), DICTIONARY.of("en"), "en").need == "Danger now"
    other = contact_texts(contact(kind=ContactKind.OTHER), DICTIONARY.of("ur"), "en").need
    assert other == '<span lang="en" dir="ltr">Danger now</span>'
    assert "lang=" in contact_texts(contact(), DICTIONARY.of("pl"), "en").need


def test_a_contact_has_each_language_once() -> None:
    with pytest.raises(ValueError, match="each language once"):
        contact(translations=(ContactWords(locale="cy"), ContactWords(locale="cy")))


def test_an_english_address_keeps_its_order_on_a_page_from_right_to_left() -> None:
    site = small_site()
    site.locales = ("en", "ur")
    view = SiteView.of(site.manifest(), site.documents(), "ur")
    address = Address(lines=("1 Market Square", "Aylesbury"), postcode="HP20 1AA")
    assert Scope(view, DICTIONARY.of("ur")).address(address) == (
        '<span dir="auto">1 Market Square</span><br><span dir="auto">Aylesbury</span><br><bdi dir="ltr">HP20 1AA</bdi>'
    )
    assert Scope(view, DICTIONARY.of("en")).address(address) == "1 Market Square<br>Aylesbury<br>HP20 1AA"
