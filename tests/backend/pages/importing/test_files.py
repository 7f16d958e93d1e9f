"""A folder becomes pages in order; every problem is reported, not only the first."""

from pathlib import Path

from backend.pages.importing.files import read_folder

PAGE = "---\ntype: standard\ntitle: A page\n---\n\nWords.\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_parents_come_first_and_prefixes_only_order(tmp_path: Path) -> None:
    folder = write(
        tmp_path, {"index.md": PAGE, "20-news/index.md": PAGE, "20-news/launch.md": PAGE, "10-help.md": PAGE}
    )

    sources, problems = read_folder(folder)

    assert problems == []
    assert [(source.path, source.parent_path, source.slug) for source in sources] == [
        ("/", None, ""),
        ("/help/", "/", "help"),
        ("/news/", "/", "news"),
        ("/news/launch/", "/news/", "launch"),
    ]


def test_all_problems_are_reported_with_file_and_line(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        {
            "index.md": PAGE,
            "no-front.md": "Words only\n",
            "open.md": "---\ntitle: x\n",
            "Bad Name.md": PAGE,
            "lost/leaf.md": PAGE,
            "twice.md": PAGE,
            "10-twice.md": PAGE,
            "heading.md": PAGE + "\n# Too big\n",
        },
    )
    (folder / "latin.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")

    _, problems = read_folder(folder)

    assert {(str(problem.file), problem.line) for problem in problems} == {
        ("no-front.md", 1),
        ("open.md", 1),
        ("Bad Name.md", 1),
        ("lost/leaf.md", 1),
        ("twice.md", 1),
        ("heading.md", 8),
        ("latin.md", 1),
    }
