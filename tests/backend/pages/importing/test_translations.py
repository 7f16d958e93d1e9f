"""A file in another language becomes the translation of the page whose file stands beside it, or says why it cannot."""

from pathlib import Path

import pytest
from wagtail.models import Page

from backend.organisations.models import HelpContact, Organisation
from backend.pages.importing import ImportFailed, import_folder
from backend.publishing import store
from content_models import Manifest, parse_document
from tests.backend.pages.factories import make_contact, make_organisation
from tests.backend.pages.importing.test_apply import GUIDE, HOME, STANDARD, write
from tests.backend.publishing.sites import drained

pytestmark = pytest.mark.django_db

HOME_CY = HOME.replace("Worried about someone?", "Poeni am rywun?").replace("type: home\n", "")
GUIDE_CY = """---
title: Dweud wrth rywun
summary: Camau bach.
slug: dweud-wrth-rywun
steps:
  - title: Rhoi’r peth mewn geiriau
    text: Meddyliwch. Gweler [y dechrau](page:/) a [newyddion](page:/news/).
---

Mwy o eiriau.
"""


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation(slug="marlshire-police", languages=["en", "cy", "ur"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "index.md", HOME)
    write(tmp_path, "index.cy.md", HOME_CY)
    write(
        tmp_path,
        "10-tell-someone.md",
        GUIDE.replace("summary:", "reading_minutes: 5\nreview_due: 2031-05-04\nsummary:"),
    )
    write(tmp_path, "10-tell-someone.cy.md", GUIDE_CY)
    write(tmp_path, "20-news/index.md", "---\ntype: section\ntitle: News\nsummary: What is new.\n---\n")
    return tmp_path


def told(organisation: Organisation, folder: Path) -> list[str]:
    pages = Page.objects.count()
    with pytest.raises(ImportFailed) as caught:
        import_folder(organisation, folder)
    assert Page.objects.count() == pages
    return [str(problem) for problem in caught.value.problems]


def test_a_translation_has_the_identity_of_its_original_and_stands_in_the_tree_of_its_language(
    organisation: Organisation, folder: Path
) -> None:
    report = import_folder(organisation, folder)

    original = Page.objects.get(slug="tell-someone", locale__language_code="en").specific
    welsh = Page.objects.get(translation_key=original.translation_key, locale__language_code="cy").specific
    news = Page.objects.get(slug="news")
    assert "/cy/tell-someone/" in report.created
    assert type(welsh) is type(original)
    assert welsh.live
    assert welsh.get_parent().translation_key == original.get_parent().translation_key
    assert welsh.slug == "dweud-wrth-rywun"
    assert f'id="{welsh.get_parent().pk}"' in welsh.steps[0].value["text"].source
    assert f'id="{news.pk}"' in welsh.steps[0].value["text"].source


def test_what_has_no_words_follows_the_original_unless_the_file_says_otherwise(
    organisation: Organisation, folder: Path
) -> None:
    import_folder(organisation, folder)
    welsh = Page.objects.get(slug="dweud-wrth-rywun").specific
    assert (welsh.reading_minutes, str(welsh.review_due)) == (5, "2031-05-04")
    assert welsh.index_terms == []

    write(folder, "10-tell-someone.cy.md", GUIDE_CY.replace("slug:", "reading_minutes: 7\nslug:"))
    import_folder(organisation, folder)
    assert Page.objects.get(slug="dweud-wrth-rywun").specific.reading_minutes == 7


def test_a_second_import_changes_nothing_and_a_changed_date_of_the_original_reaches_its_translation(
    organisation: Organisation, folder: Path
) -> None:
    import_folder(organisation, folder)
    again = import_folder(organisation, folder)
    assert (again.created, again.updated) == ([], [])

    guide = (folder / "10-tell-someone.md").read_text(encoding="utf-8")
    write(folder, "10-tell-someone.md", guide.replace("2031-05-04", "2032-06-05"))
    report = import_folder(organisation, folder)

    assert report.updated == ["/tell-someone/", "/cy/tell-someone/"]
    assert str(Page.objects.get(slug="dweud-wrth-rywun").specific.review_due) == "2032-06-05"


def test_a_draft_of_a_translation_is_not_published(organisation: Organisation, folder: Path) -> None:
    write(folder, "10-tell-someone.cy.md", GUIDE_CY.replace("slug:", "live: false\nslug:"))

    import_folder(organisation, folder)

    assert not Page.objects.get(slug="dweud-wrth-rywun").live
    assert Page.objects.get(slug="tell-someone").live


def test_a_page_that_was_made_in_the_admin_can_be_translated(organisation: Organisation, folder: Path) -> None:
    import_folder(organisation, folder)
    write(folder, "20-news/index.ur.md", "---\ntitle: خبریں\nsummary: نئی باتیں۔\n---\n")
    (folder / "20-news/index.md").unlink()

    import_folder(organisation, folder)

    urdu = Page.objects.get(locale__language_code="ur", title="خبریں").specific
    assert urdu.slug == "news"
    assert urdu.order == Page.objects.get(slug="news", locale__language_code="en").specific.order


def test_the_site_has_every_language_under_its_own_path(organisation: Organisation, folder: Path) -> None:
    HelpContact.objects.create(organisation=organisation, contact=make_contact(organisation), sort_order=0)
    import_folder(organisation, folder)
    drained()

    manifest = Manifest.parse(bytes(store.manifest_of(organisation.slug).body))
    entries = {(entry.path, entry.locale): entry for entry in manifest.entries}
    assert set(entries) == {
        ("/", "en"), ("/tell-someone/", "en"), ("/news/", "en"), ("/cy/", "cy"), ("/cy/dweud-wrth-rywun/", "cy"),
    }  # fmt: skip
    welsh = entries["/cy/dweud-wrth-rywun/", "cy"]
    assert welsh.id == entries["/tell-someone/", "en"].id
    document = parse_document(next(data for data in store.bodies_of(organisation.slug) if b"Camau bach" in data))
    assert (document.id, document.locale, document.title) == (welsh.id, "cy", "Dweud wrth rywun")


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "30-lost.cy.md",
            STANDARD.format(title="x"),
            "30-lost.cy.md:2: This translates nothing: there is no page at /lost/.",
        ),
        (
            "10-tell-someone.pl.md",
            GUIDE_CY,
            "10-tell-someone.pl.md:2: `pl` is no other language of Marlshire Police; it has: cy, ur.",
        ),
        (
            "10-tell-someone.en.md",
            GUIDE_CY,
            "10-tell-someone.en.md:2: `en` is the site's first language; its pages have no language in their name.",
        ),
        (
            "10-tell-someone.ur.md",
            GUIDE_CY.replace("slug:", "type: signs\nslug:"),
            "10-tell-someone.ur.md:4: This translates a page of type guide; write that, or leave `type` out.",
        ),
        (
            "10-tell-someone.ur.md",
            GUIDE_CY.replace("slug: dweud-wrth-rywun", "slug: Dweud wrth"),
            "10-tell-someone.ur.md:4: Write `slug` in lower-case letters, digits and single hyphens.",
        ),
        (
            "10-tell-someone.ur.md",
            GUIDE_CY.replace("slug:", "content_id: 6a2f0f0e-1111-4222-8333-444455556666\nslug:"),
            "10-tell-someone.ur.md:4: A translation has the identity of its original; leave `content_id` out.",
        ),
        ("10-tell-someone.ur.md", GUIDE_CY.replace("summary:", "sumary:"), "10-tell-someone.ur.md:3: "),
        (
            "10-tell-someone.ur.md",
            "no front matter\n",
            "10-tell-someone.ur.md:1: Begin the file with a line of three hyphens",
        ),
        (
            "20-news/10-launch.cy.md",
            STANDARD.format(title="x"),
            "20-news/10-launch.cy.md:2: The page above it, /news/, is not in this language yet; translate that first.",
        ),
    ],
)
def test_what_is_no_translation_is_refused_with_file_and_line(
    organisation: Organisation, folder: Path, name: str, text: str, sentence: str
) -> None:
    if "launch" in name:
        write(folder, "20-news/10-launch.md", STANDARD.format(title="Launch"))
    write(folder, name, text)

    assert any(line.startswith(sentence) for line in told(organisation, folder))


def test_what_is_wrong_with_an_original_is_told_once(organisation: Organisation, folder: Path) -> None:
    write(folder, "10-tell-someone.md", "no front matter\n")

    assert [line.partition(":")[0] for line in told(organisation, folder)] == ["10-tell-someone.md"]


def test_two_pages_cannot_have_one_address_in_a_language(organisation: Organisation, folder: Path) -> None:
    write(folder, "20-news/index.cy.md", "---\ntitle: Newyddion\nsummary: x\nslug: dweud-wrth-rywun\n---\n")

    assert told(organisation, folder) == [
        "20-news/index.cy.md:4: Another page stands at this address in this language; write another `slug`."
    ]


def test_a_translation_that_mirrored_its_original_gets_words_of_its_own(
    organisation: Organisation, folder: Path
) -> None:
    import_folder(organisation, folder)
    news = Page.objects.get(slug="news").specific
    mirror = news.copy_for_translation(Page.objects.get(title="Poeni am rywun?").locale, alias=True)
    assert mirror.alias_of_id == news.pk
    write(folder, "20-news/index.cy.md", "---\ntitle: Newyddion\nsummary: Beth sy’n newydd.\n---\n")

    import_folder(organisation, folder)

    mirror.refresh_from_db()
    assert (mirror.alias_of_id, mirror.title) == (None, "Newyddion")
