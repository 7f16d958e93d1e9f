from pathlib import Path

import pytest

from frontend.finder.table import PostcodesUnusable, read_table
from tests.frontend.finder.tables import NAMES, ROWS, table_file


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    table = read_table(table_file(tmp_path, ROWS))
    assert [each.name for each in table.districts] == ["TY1", "TY11", "TY2", "XF1", "XF2"]
    assert (table.names, table.newest) == (NAMES, "2019-06")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"1AAABAD", b"1AAABAE"),
        lambda data: data.replace(b"Thornby", b"Thornbi"),
        lambda data: data[: data.rindex(b"\n", 0, -1) + 1],
        lambda data: data[:-30],
    ],
)
def test_a_damaged_file_is_never_used(tmp_path: Path, change: "object") -> None:
    path = table_file(tmp_path, ROWS)
    assert callable(change)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(PostcodesUnusable, match="is damaged: import the postcodes again"):
        read_table(path)


@pytest.mark.parametrize("data", [b"", b"pcds,doterm\n", b"[]\n", b'{"format":"other"}\n', b"\xff\n"])
def test_another_file_is_told_apart(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "postcodes"
    path.write_bytes(data)
    with pytest.raises(PostcodesUnusable, match="is no file of postcodes"):
        read_table(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PostcodesUnusable, match="postcodes cannot be read: No such file"):
        read_table(tmp_path / "postcodes")
