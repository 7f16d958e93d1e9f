"""Whether this machine can print, and what the build says when it cannot."""

import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pypdfium2
import pytest

from frontend.leaflets.press import NoPress, Press
from frontend.paper import door, fonts
from frontend.paper.sheet import Sheet, SiteFiles

ROOT = Path(__file__).resolve().parents[3]


def test_where_no_paper_can_be_made_there_is_no_press_and_it_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "trouble", lambda: "this machine lacks Pango.")
    with pytest.raises(NoPress, match=r"^Leaflets \(PDF\) are left out, because this machine lacks Pango\.$"):
        Press()


def test_a_build_without_the_extra_has_sites_without_leaflets_and_says_so_once(tmp_path: Path) -> None:
    """As on a machine that has only the builder's own packages: WeasyPrint cannot be found, whatever is installed here."""
    hidden = "import sys; sys.modules.update(dict.fromkeys(('weasyprint', 'segno', 'PIL', 'pypdfium2'))); import frontend.paper.door as p; "
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
    monkeypatch.setattr(fonts, "font_files", lambda: [Path(__file__)])
    assert Press().edition != before


class _Asked(BaseHTTPRequestHandler):
    """Notes that somebody asked."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_nothing_is_asked_of_another_host_or_read_from_this_machine_whatever_a_sheet_says(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">not for you</text></svg>')
    with ThreadingHTTPServer(("127.0.0.1", 0), _Asked) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        evil = f"http://127.0.0.1:{server.server_address[1]}"
        html = (
            f'<html lang="en"><head><title>T</title><link rel="stylesheet" href="{evil}/a.css"><style>@import "{evil}/b.css";'
            f'@font-face {{ font-family: x; src: url({evil}/c.woff2) }}</style></head><body style="font-family: x">'
            f'<p>Words</p><img src="{evil}/d.png" alt="d"><img src="{secret.as_uri()}" alt="e"><img src="mark" alt="m">'
            f'<object data="{evil}/f.svg">f</object><a rel="attachment" href="{secret.as_uri()}">g</a></body></html>'
        )
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{evil}/h.png" width="9" height="9"/></svg>'
        style = f"body {{ background: url({evil}/i.png); list-style-image: url({evil}/j.png) }}"
        html = html.replace('src="mark"', 'src="paper:mark.svg"')
        sheet = Sheet(html, style, {"mark.svg": drawing.encode()})
        printed = Press().printed(sheet, SiteFiles("https://a.example", lambda _: None))
        server.shutdown()
        thread.join()
    assert _Asked.asked == []
    assert printed.pages == 1
    assert printed.data.startswith(b"%PDF-1.7")
    text = pypdfium2.PdfDocument(printed.data)[0].get_textpage().get_text_bounded()
    assert "Words" in text
    assert "not for you" not in text
    assert b"EmbeddedFile" not in printed.data
