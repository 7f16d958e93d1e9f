"""Names in an archive: fit for every system, none twice, and none that leads out of the archive's folder."""

import pytest

from frontend.archives.names import LONGEST, Names, safe_name


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Poster A4.pdf", "poster-a4.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system32.dll", "system32.dll"),
        ("/etc/shadow", "shadow"),
        ("..", "file"),
        ("", "file"),
        (".hidden", "file.hidden"),
        ("trailing. ", "trailing"),
        ("CON.txt", "file-con.txt"),
        ("lpt1", "file-lpt1"),
        ("a:b*c?.png", "a-b-c.png"),
        ("line\nbreak\0.txt", "line-break.txt"),
        ("crème brûlée.txt", "creme-brulee.txt"),
        ("پوسٹر.pdf", "file.pdf"),
        ("gpj\u202etxt.exe", "gpjtxt.exe"),
    ],
)
def test_a_name_is_safe_everywhere(wanted: str, name: str) -> None:
    assert safe_name(wanted) == name


def test_long_names_keep_their_ending() -> None:
    name = safe_name("a" * 300 + ".pdf")
    assert (len(name), name[-4:]) == (LONGEST, ".pdf")


def test_no_name_is_given_twice_whatever_its_capitals() -> None:
    names = Names(("READ-ME.txt",))
    given = [
        names.free(wanted) for wanted in ("Poster.pdf", "poster.PDF", "poster-2.pdf", "x/poster.pdf", "read-me.TXT")
    ]
    assert given == ["poster.pdf", "poster-2.pdf", "poster-2-2.pdf", "poster-3.pdf", "read-me-2.txt"]
