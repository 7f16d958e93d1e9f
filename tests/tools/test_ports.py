"""A taken or impossible port is told in a sentence that names the variable to set."""

import socket

import pytest

from tools.ports import PortUnusable, free_port, port_from, require_free


def test_a_taken_port_names_the_variable_and_another_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(PortUnusable, match=rf"Port {port} is already taken.*SITES_PORT={port + 10} make demo"):
            require_free(port, "SITES_PORT")


def test_a_port_that_a_server_has_just_left_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client:
            connection, _ = server.accept()
            connection.close()
            client.recv(1)
    require_free(port, "API_PORT")


def test_a_free_port_can_be_taken() -> None:
    with socket.create_server(("127.0.0.1", free_port())):
        pass


def test_the_variable_chooses_the_port() -> None:
    assert port_from("SITES_PORT", 8080, {"SITES_PORT": "9090"}) == 9090
    assert port_from("SITES_PORT", 8080, {}) == 8080
    assert port_from("SITES_PORT", 8080, {"SITES_PORT": ""}) == 8080


@pytest.mark.parametrize("text", ["0", "65536", "-1", "http", "80 80", "٨٠٨٠", "8080.0"])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(PortUnusable, match="is not a port"):
        port_from("API_PORT", 8000, {"API_PORT": text})
