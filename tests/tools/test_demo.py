"""The demonstration's own decisions; the whole of it runs in the end-to-end tests."""

import http.server
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.demo import NoAnswer, main, site_names, wait_for_answer, welcome
from tools.place import Place
from tools.ports import free_port
from tools.processes import ProgramFailed, Programs


class Answer(http.server.BaseHTTPRequestHandler):
    """Success for one host, not found for all others."""

    def do_GET(self) -> None:
        known = self.headers["Host"].startswith("essex-police.localhost:")
        self.send_response(200 if known else 404)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def web_port() -> Iterator[int]:
    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_an_answer_ends_the_wait(programs: Programs, web_port: int) -> None:
    wait_for_answer(programs, "sites", web_port, "/", "essex-police.localhost", patience=5)


def test_another_status_than_success_is_no_answer(programs: Programs, web_port: int) -> None:
    with pytest.raises(NoAnswer, match=r"sites did not answer http://localhost:\d+/ within 0 seconds \(status 404\)"):
        wait_for_answer(programs, "sites", web_port, "/", patience=0.3)


def test_a_server_that_dies_ends_the_wait_at_once(programs: Programs) -> None:
    programs.serve("backend", [sys.executable, "-c", "raise SystemExit('settings are wrong')"])
    with pytest.raises(ProgramFailed, match=r"backend died.*\n  \| settings are wrong"):
        wait_for_answer(programs, "backend", free_port(), "/", patience=30)


def test_the_welcome_names_every_address_but_no_password_of_ones_own(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("essex-police", "ct-policing"):
        (place.sites / name / "current").mkdir(parents=True)
    (place.sites / "half-built").mkdir()
    monkeypatch.delenv("WAYMARK_DEMO_PASSWORD", raising=False)
    assert site_names(place) == ["ct-policing", "essex-police"]
    assert "http://ct-policing.localhost:8080/\n" in welcome(place)
    assert "http://localhost:8000/admin/   login: admin   password: waymark-demo" in welcome(place)
    monkeypatch.setenv("WAYMARK_DEMO_PASSWORD", "a secret of mine")
    assert "a secret of mine" not in welcome(place)


def test_a_taken_port_is_told_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WAYMARK_VAR", str(tmp_path / "var"))
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setenv("SITES_PORT", str(free_port()))
        monkeypatch.setenv("PREVIEW_PORT", str(free_port()))
        monkeypatch.setenv("API_PORT", str(port))
        assert main(["serve"]) == 1
    assert f"Port {port} is already taken." in capsys.readouterr().err
    assert not (tmp_path / "var").exists()


def test_one_port_for_two_servers_is_told_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port = str(free_port())
    monkeypatch.setenv("WAYMARK_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("SITES_PORT", port)
    monkeypatch.setenv("API_PORT", port)

    assert main(["serve"]) == 1
    assert f"SITES_PORT and API_PORT are both {port}" in capsys.readouterr().err
    assert not (tmp_path / "var").exists()


def test_a_variable_that_is_no_port_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITES_PORT", "eighty")
    assert main(["build"]) == 1
    assert capsys.readouterr().err.startswith("SITES_PORT=eighty is not a port")
