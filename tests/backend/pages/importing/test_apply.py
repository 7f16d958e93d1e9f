"""An import writes a whole folder through the real models, or nothing at all."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from backend.organisations.models import Organisation
from backend.pages.importing import ImportFailed, import_folder
from tests.backend.pages.factories import make_organisation

pytestmark = pytest.mark.django_db

HOME = """---
type: home
title: Worried about someone?
summary: Help for families and friends.
worried:
  heading: Worried about someone close to you?
  text: Saying something early is a way of looking after them.
  actions:
    - text: Tell someone
      target: {page: /tell-someone/}
emergency:
  heading: Who to tell
  introduction: Most urgent first.
---
"""

GUIDE = """---
type: guide
title: Tell someone
summary: Small steps.
index_terms: [Referral]
steps:
  - title: Put it into words
    text: Think of **two or three** things. See [the start](page:/).
  - title: Choose who to talk to
    text: The support line is for talking it through.
---

Some more words.

## A heading

```callout
kind: warning
title: In danger?
text: Call [999](tel:999).
```
"""

STANDARD = "---\ntype: standard\ntitle: {title}\nsummary: A page.\n---\n\nWords.\n"


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation(slug="marlshire-police")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "index.md", HOME)
    write(tmp_path, "10-tell-someone.md", GUIDE)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def page_at(organisation: Organisation, path: str) -> Page:
    home = organisation.site.root_page
    return Page.objects.get(url_path=home.url_path.rstrip("/") + path).specific


def test_pages_are_created_filled_and_published(organisation: Organisation, folder: Path) -> None:
    report = import_folder(organisation, folder)

    guide = page_at(organisation, "/tell-someone/")
    assert set(report.created + report.updated) == {"/", "/tell-someone/"}
    assert guide.live
    assert guide.index_terms == ["Referral"]
    assert [step.value["title"] for step in guide.steps] == ["Put it into words", "Choose who to talk to"]
    assert f'<a linktype="page" id="{organisation.site.root_page.pk}">' in guide.steps[0].value["text"].source
    assert [block.block_type for block in guide.body] == ["rich_text", "heading", "callout"]


def test_a_second_import_of_the_same_files_changes_nothing(organisation: Organisation, folder: Path) -> None:
    import_folder(organisation, folder)
    before = page_at(organisation, "/tell-someone/")

    report = import_folder(organisation, folder)

    after = page_at(organisation, "/tell-someone/")
    assert (report.created, report.updated) == ([], [])
    assert set(report.unchanged) == {"/", "/tell-someone/"}
    assert after.last_published_at == before.last_published_at


def test_a_changed_file_updates_the_same_page_and_keeps_the_ids_of_what_stayed(
    organisation: Organisation, folder: Path
) -> None:
    import_folder(organisation, folder)
    before = page_at(organisation, "/tell-someone/")
    write(folder, "10-tell-someone.md", GUIDE.replace("Small steps.", "Four small steps."))

    report = import_folder(organisation, folder)

    after = page_at(organisation, "/tell-someone/")
    assert report.updated == ["/tell-someone/"]
    assert (after.pk, after.translation_key) == (before.pk, before.translation_key)
    assert after.summary == "Four small steps."
    assert [block.id for block in after.body] == [block.id for block in before.body]


@pytest.mark.parametrize("live", ["true", "false"])
def test_a_date_that_is_none_is_told_with_its_line_in_drafts_too(
    organisation: Organisation, folder: Path, live: str
) -> None:
    page = STANDARD.format(title="About us").replace(
        "summary: A page.", f"summary: A page.\nlive: {live}\nreview_due: soon"
    )
    write(folder, "20-about.md", page)

    with pytest.raises(ImportFailed) as failed:
        import_folder(organisation, folder)

    assert [(str(problem.file), problem.line) for problem in failed.value.problems] == [("20-about.md", 6)]
    assert "review_due" in failed.value.problems[0].message
    assert not organisation.site.root_page.get_children().exists()


def test_a_date_in_quotes_is_a_date(organisation: Organisation, folder: Path) -> None:
    page = STANDARD.format(title="About us").replace("summary: A page.", 'summary: A page.\nreview_due: "2031-05-04"')
    write(folder, "20-about.md", page)

    import_folder(organisation, folder)

    assert page_at(organisation, "/about/").review_due == date(2031, 5, 4)


def test_one_problem_anywhere_changes_nothing_and_every_problem_is_reported(
    organisation: Organisation, folder: Path
) -> None:
    write(folder, "20-wrong.md", STANDARD.format(title="Wrong").replace("summary:", "sumary:"))
    write(folder, "30-dead.md", STANDARD.format(title="Dead") + "\n[go](page:/nowhere/)\n")
    write(folder, "40-type.md", "---\ntype: guide\ntitle: No steps\nsummary: x\n---\n")
    pages = Page.objects.count()

    with pytest.raises(ImportFailed) as caught:
        import_folder(organisation, folder)

    assert [str(problem) for problem in caught.value.problems] == [
        "20-wrong.md:2: `summary`: This field cannot be blank.",
        "20-wrong.md:4: A page of type standard has no field `sumary`.",
        "30-dead.md:9: There is no page at /nowhere/.",
        "40-type.md:2: `steps`: The minimum number of items is 1",
    ]
    assert Page.objects.count() == pages
    assert not organisation.site.root_page.specific.live


def test_a_file_that_cannot_be_used_hides_no_problem_of_the_others(organisation: Organisation, folder: Path) -> None:
    write(folder, "20-broken/index.md", "no front matter\n")
    write(folder, "20-broken/10-child.md", STANDARD.format(title="Child").replace("summary:", "sumary:"))
    write(folder, "30-odd.md", "---\ntype: leaflet\n---\n")
    write(folder, "40-links.md", STANDARD.format(title="Links") + "\n[go](page:/broken/) and [go](page:/odd/)\n")
    write(folder, "50-lost/10-leaf.md", STANDARD.format(title="Leaf"))
    pages = Page.objects.count()

    with pytest.raises(ImportFailed) as caught:
        import_folder(organisation, folder)

    assert [(str(problem.file), problem.line) for problem in caught.value.problems] == [
        ("20-broken/10-child.md", 2),
        ("20-broken/10-child.md", 4),
        ("20-broken/index.md", 1),
        ("30-odd.md", 2),
        ("50-lost/10-leaf.md", 1),
    ]
    assert Page.objects.count() == pages


def test_a_draft_may_lack_what_publishing_needs(organisation: Organisation, folder: Path) -> None:
    write(folder, "40-draft.md", "---\ntype: guide\ntitle: No steps yet\nlive: false\n---\n")

    import_folder(organisation, folder)

    assert not page_at(organisation, "/draft/").live


def test_siblings_follow_the_order_of_their_files(organisation: Organisation, folder: Path) -> None:
    write(folder, "30-last.md", STANDARD.format(title="Last"))
    import_folder(organisation, folder)
    write(folder, "20-between.md", STANDARD.format(title="Between"))
    import_folder(organisation, folder)

    children = Page.objects.get(pk=organisation.site.root_page.pk).get_children().values_list("slug", flat=True)
    assert list(children) == ["tell-someone", "between", "last"]


def test_a_file_that_moves_with_its_identity_moves_its_page(organisation: Organisation, folder: Path) -> None:
    page = STANDARD.format(title="Moving").replace(
        "---\n\n", "content_id: 6a2f0f0e-1111-4222-8333-444455556666\n---\n\n"
    )
    write(folder, "30-old.md", page)
    import_folder(organisation, folder)
    before = page_at(organisation, "/old/")
    (folder / "30-old.md").unlink()
    write(folder, "40-new.md", page)

    import_folder(organisation, folder)

    assert page_at(organisation, "/new/").pk == before.pk


def test_checking_writes_nothing(organisation: Organisation, folder: Path) -> None:
    pages = Page.objects.count()

    report = import_folder(organisation, folder, check_only=True)

    assert "/tell-someone/" in report.created
    assert Page.objects.count() == pages


def test_pages_of_another_organisation_are_never_touched(organisation: Organisation, folder: Path) -> None:
    other = make_organisation(slug="other-council")
    import_folder(organisation, folder)
    key = page_at(organisation, "/tell-someone/").translation_key
    write(folder, "10-tell-someone.md", GUIDE.replace("type: guide", f"type: guide\ncontent_id: {key}"))

    with pytest.raises(ImportFailed) as caught:
        import_folder(other, folder)

    assert [str(problem) for problem in caught.value.problems] == [
        "10-tell-someone.md:3: A page elsewhere already has this `content_id`; use another."
    ]


def test_the_command_says_what_it_did_and_what_is_wrong(
    organisation: Organisation, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_content", organisation.slug, str(folder))
    assert "unchanged" in capsys.readouterr().out

    write(folder, "bad.md", "no front matter\n")
    with pytest.raises(CommandError, match=r"bad\.md:1: .*\n1 problem; nothing was changed\."):
        call_command("import_content", organisation.slug, str(folder))
    with pytest.raises(CommandError, match="There is no organisation nobody; there are: marlshire-police"):
        call_command("import_content", "nobody", str(folder))
    with pytest.raises(CommandError, match="not a folder"):
        call_command("import_content", organisation.slug, str(folder / "index.md"))
