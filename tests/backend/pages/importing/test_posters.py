"""Posters in content files: taken as the contract has them, and wrong ones named by file and line."""

from pathlib import Path

import pytest

from backend.organisations.models import Organisation
from backend.pages.importing import ImportFailed, import_folder
from backend.pages.models import ToolkitPage
from tests.backend.pages.factories import make_contact, make_organisation
from tests.backend.pages.importing.test_apply import HOME

pytestmark = pytest.mark.django_db

TOOLKIT = """---
type: toolkit
title: Posters
summary: For walls.
audiences: [public]
how_to_use: Print them.
posters:
  - title: Worried
    audience: public
    layout: footpath
    contacts:
      - role: support_line
      - contact: {contact}
    leads_to: /
    version: "1.0"
    words:
      - locale: en
        headline: {headline}
        lines: [You need not be sure.]
        call_to_action: Ring.
      - locale: ur
        headline: فکرمند ہیں؟
        lines: [یقین ضروری نہیں۔]
        call_to_action: فون کریں۔
---
"""


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation(slug="marlshire-police")


def folder(tmp_path: Path, *, contact: str = "Our line", headline: str = "Worried?") -> Path:
    (tmp_path / "index.md").write_text(HOME.replace("/tell-someone/", "/posters/"), encoding="utf-8")
    (tmp_path / "posters.md").write_text(TOOLKIT.format(contact=contact, headline=headline), encoding="utf-8")
    return tmp_path


def test_a_file_holds_posters(organisation: Organisation, tmp_path: Path) -> None:
    contact = make_contact(organisation, label="Our line")
    import_folder(organisation, folder(tmp_path))
    [poster] = ToolkitPage.objects.get(slug="posters").posters
    role, named = poster.value["contacts"]
    assert (role["role"], named["contact"]) == ("support_line", contact)
    assert [words["headline"] for words in poster.value["words"]] == ["Worried?", "فکرمند ہیں؟"]


def test_too_many_words_and_somebody_elses_contact_are_named_with_their_line(
    organisation: Organisation, tmp_path: Path
) -> None:
    make_contact(make_organisation(slug="pendrick", name="Pendrick", kind="council"), label="Their desk", shared=False)
    with pytest.raises(ImportFailed) as failed:
        import_folder(organisation, folder(tmp_path, contact="Their desk"))
    found = [str(problem) for problem in failed.value.problems]
    assert any(each.startswith("posters.md:13: There is no contact `Their desk` that this") for each in found)
    make_contact(organisation, label="Our line")
    with pytest.raises(ImportFailed) as failed:
        import_folder(organisation, folder(tmp_path, headline="x" * 61))
    found = [str(problem) for problem in failed.value.problems]
    assert any("posters.md:18: `headline`: Ensure this value has at most 60 characters" in each for each in found)
