"""What README.md and docs/ name is there: files, anchors, commands, options, variables, dependencies."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FOLDERS = ("backend", "bench", "containers", "content_models", "docs", "frontend", "tests", "tools")
# Examples of what somebody would add, and libraries' stubs that the table gathers in one row.
INVENTED = re.compile(r"poster_wall|timeline|<")
ENDINGS = "py|html|js|css|json|md|yml|toml|Dockerfile"
# Read only by what is no part of a running system, each where it says so.
OF_THE_TESTS = re.compile(r"WAYMARK_(TEST_\w+|SCREENSHOTS)")


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def without_blocks(path: Path) -> str:
    return re.sub(r"^ *```.*?^ *```", "", text_of(path), flags=re.M | re.S)


def anchors(path: Path) -> set[str]:
    """The names that GitHub gives to headings."""
    plain = [
        re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in re.findall(r"^#+ (.+)$", text_of(path), re.M)
    ]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}


def sources() -> Iterator[Path]:
    """Everything that may read a variable of the environment."""
    for folder in FOLDERS:
        if folder not in {"docs", "tests"}:
            yield from (path for path in (ROOT / folder).rglob("*.py"))
    yield from [
        ROOT / "Makefile",
        ROOT / "docker-compose.yml",
        ROOT / "tools" / "bootstrap",
        ROOT / "containers" / "start",
    ]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file_and_a_heading(path: Path) -> None:
    wrong = []
    for target in re.findall(r"\]\(((?!\w+:)[^)\s<]+)\)", without_blocks(path)):
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            wrong.append(target)
    assert not wrong


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_path_of_the_repository_is_there(path: Path) -> None:
    named = set(re.findall(rf"(?<![\w/.])(?:{'|'.join(FOLDERS)})/[\w./*<>-]*", text_of(path)))
    named |= set(re.findall(rf"`((?:[\w-]+/)+[\w*-]+\.(?:{ENDINGS}))`", without_blocks(path)))
    named = {name.rstrip(".") for name in named if not INVENTED.search(name)}
    assert {name for name in named if not there(name)} == set()


def there(name: str) -> bool:
    """Whether the repository has it, under its whole path or the end of one below a folder."""
    return any(ROOT.glob(name)) or any(next((ROOT / folder).glob(f"**/{name}"), None) for folder in FOLDERS)


def test_the_readme_leads_to_every_file_of_the_docs() -> None:
    linked = set(re.findall(r"\]\((docs/[\w-]+\.md)", text_of(DOCS[0])))
    assert linked == {str(path.relative_to(ROOT)) for path in DOCS[1:]}


def test_every_target_of_make_and_every_command_of_the_backend_is_there() -> None:
    targets = re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.M)
    commands = {path.stem for path in ROOT.glob("backend/*/management/commands/*.py")}
    # From Django, Wagtail and django-tasks-db.
    commands |= {"collectstatic", "createsuperuser", "db_worker", "makemigrations", "migrate"}
    for path in DOCS:
        for code in re.findall(r"`([^`\n]+)`", without_blocks(path)) + re.findall(
            r"```sh\n(.*?)```", text_of(path), re.S
        ):
            assert set(re.findall(r"\bmake ([a-z]\w+)", code)) <= set(targets), path.name
            assert set(re.findall(r"manage\.py ([a-z]\w+)", code)) <= commands, path.name


def test_every_option_of_the_builder_is_there() -> None:
    options = set(re.findall(r'"(--[a-z-]+)"', "".join(text_of(path) for path in ROOT.glob("frontend/**/*.py"))))
    words = re.findall(
        r"`waymark-build [a-z]+[^`]*`|^ *waymark-build .*(?:\\\n.*)*", "\n".join(map(text_of, DOCS)), re.M
    )
    assert words
    assert {option for said in words for option in re.findall(r"(?<!\S)--[a-z][a-z-]+", said)} <= options


def test_every_variable_that_something_reads_is_told_of_and_no_other() -> None:
    variable = re.compile(r"\bWAYMARK_[A-Z_]+\b")
    read = {name for path in sources() for name in variable.findall(text_of(path))}
    told = {name for path in DOCS for name in variable.findall(text_of(path))}
    read = {name for name in read if not OF_THE_TESTS.fullmatch(name)}
    assert read - told == set(), "say in docs/deployment.md what they mean"
    assert {name for name in told - read if not OF_THE_TESTS.fullmatch(name)} == set(), "nothing reads them"


def test_the_readme_gives_a_reason_for_every_dependency() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    groups = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    groups += project["dependency-groups"].values()
    wanted = {re.split(r"[>=<;\[ ]", line)[0] for group in groups for line in group}
    table = text_of(DOCS[0]).partition("## Dependencies")[2]
    rows = re.findall(r"^\| ((?!package|---)[^|]+) \|", table, re.M)
    given = {name for row in rows for name in re.findall(r"[\w*-]+", re.sub(r"\[[^\]]*\]|\([^)]*\)", "", row))}
    assert given == {name if not name.startswith("types-") else "types-*" for name in wanted}
