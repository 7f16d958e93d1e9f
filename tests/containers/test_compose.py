"""docker-compose.yml follows the specification, asks for no secret that is in it, and hides none."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(TEXT)["services"]
OURS = sorted(SERVICES.keys() - {"database"})
ASKED = dict(re.findall(r"\$\{(\w+)(:[-?][^}]*)?\}", TEXT))
EXAMPLE = dict(re.findall(r"^(\w+)=(.*)$", (ROOT / ".env.example").read_text(encoding="utf-8"), re.M))
DOCKERFILES = sorted((ROOT / "containers").glob("*.Dockerfile"))


def test_it_follows_the_compose_specification() -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        "docker-compose.yml",
    ]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_example_sets_every_variable_that_is_asked_for_and_no_other() -> None:
    assert EXAMPLE.keys() == ASKED.keys()


def test_what_must_be_set_is_refused_with_a_sentence_and_secrets_have_no_value_anywhere() -> None:
    for name in ("WAYMARK_SECRET_KEY", "WAYMARK_DATABASE_PASSWORD"):
        assert EXAMPLE[name] == ""
        assert ASKED[name].startswith(":?set it in .env")


@pytest.mark.parametrize("name", OURS)
def test_our_services_have_no_rights_and_write_only_where_they_must(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service


def test_there_are_two_images_of_ours_and_every_image_has_a_version() -> None:
    images = {service["image"] for service in SERVICES.values()}
    assert len({image for image in images if image.startswith("waymark-")}) == 2
    assert all(re.search(r":\d+\.\d+", image) for image in images)


@pytest.mark.parametrize("name", OURS)
def test_every_command_is_one_that_the_start_script_knows(name: str) -> None:
    script = (ROOT / "containers" / "start").read_text(encoding="utf-8")
    (part,) = SERVICES[name]["command"]
    assert f"\n{part})\n" in script


@pytest.mark.parametrize("file", DOCKERFILES, ids=lambda file: file.stem)
def test_images_are_pinned_and_run_as_nobody_special(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert set(re.findall(r"^FROM (\S+)", text, re.M)) == {"docker.io/library/python:3.13.9-slim-bookworm"}
    assert re.search(r"^USER waymark$", text, re.M)


def test_the_frontends_image_holds_no_django() -> None:
    text = (ROOT / "containers" / "frontend.Dockerfile").read_text(encoding="utf-8")
    assert "--group" not in text.replace("--no-default-groups", "")
    assert "COPY backend" not in text


def test_the_example_starts_the_settings(tmp_path: Path) -> None:
    given = EXAMPLE | {"WAYMARK_SECRET_KEY": "0123456789" * 6, "WAYMARK_DATABASE_PASSWORD": "x"}
    fixed = {"WAYMARK_DATABASE_NAME": "w", "WAYMARK_MEDIA_ROOT": "/data/media", "WAYMARK_STATIC_ROOT": "/app/static"}
    code = "import backend.settings.production as s; print(s.SITES_PORT)"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=given | fixed,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "8080"), ended.stderr
