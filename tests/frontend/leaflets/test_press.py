"""Whether this machine can print, and what the build says when it cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from frontend.leaflets import press
from frontend.leaflets.press import NoPress, Press

ROOT = Path(__file__).resolve().parents[3]


def test_without_the_extra_one_sentence_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "find_spec", lambda name: None)
    with pytest.raises(NoPress, match=r"WeasyPrint is not installed: install Waymark with its extra “paper”"):
        Press()


def test_without_pango_one_sentence_names_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "SHARED", {sys.platform: ("libno-such-thing.so.0",)})
    with pytest.raises(NoPress, match=r"lacks libno-such-thing.so.0: .* apt-get install libpango-1.0-0"):
        Press()


def test_a_build_without_the_extra_has_sites_without_leaflets_and_says_so_once(tmp_path: Path) -> None:
    """As on a machine that has only the builder's own packages: WeasyPrint cannot be found, whatever is installed here."""
    hidden = "import sys; sys.modules['weasyprint'] = None; import frontend.leaflets.press as p; "
    hidden += "p.find_spec = lambda name: None; from frontend.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", hidden, "build", "--source", "examples", "--site", "pendrick", "--quiet"]
    command += ["--output", str(tmp_path / "sites"), "--store", str(tmp_path / "store")]
    ended = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.count("Leaflets (PDF) are left out") == 1
    current = tmp_path / "sites" / "pendrick" / "current"
    page = (current / "tell-someone" / "index.html").read_text("utf-8")
    assert ".pdf" not in page
    assert not list(current.rglob("information.pdf"))


def test_the_edition_changes_with_the_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Press().edition
    assert before == Press().edition
    monkeypatch.setattr(press, "font_files", lambda: ["/usr/share/fonts/Other.ttf 1"])
    assert Press().edition != before
