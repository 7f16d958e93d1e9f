"""Headers: one source, and the same rules when every kind of server has read them its own way."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from content_models.examples import SITES, example_manifest
from content_models.site import Site
from frontend.plan.headers import FRESH, KEPT, Headers, header_files, plain_headers, read_headers, site_headers
from tests.parts.availability import needed

SITE = example_manifest("national").site


def site(**settings: object) -> Site:
    return Site.model_validate({**SITE.model_dump(), **settings})


def policy(headers: Headers) -> dict[str, str]:
    parts = (part.partition(" ") for part in headers.every["Content-Security-Policy"].split("; "))
    return {name: value for name, _, value in parts}


def test_a_page_may_load_its_own_files_and_nothing_else() -> None:
    assert policy(site_headers(site(feedback_url=None))) == {
        "default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'",
        "img-src": "'self'", "style-src": "'self'", "media-src": "'self'", "script-src": "'self'",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://feedback.example/api/v1/useful?x=1;y", "'self' https://feedback.example"),
        ("https://feedback.example:8443/", "'self' https://feedback.example:8443"),
        ("http://[::1]:8000/useful", "'self' http://[::1]:8000"),
        ("https://münster.example/", "'self' https://xn--mnster-3ya.example"),
        ("https://a;script-src*/", "'none'"),
        ("https://a..example/", "'none'"),
        ("https://a.example:port/", "'none'"),
        ("https://[a/", "'none'"),
        ("https:///useful", "'none'"),
    ],
)
def test_a_form_may_be_sent_to_the_receiver_of_answers_only(address: str, allowed: str) -> None:
    said = policy(site_headers(site(feedback_url=address)))
    assert said["form-action"] == allowed
    # A script sends it there too; without a receiver, scripts may ask nobody.
    assert said.get("connect-src") == (None if allowed == "'none'" else allowed.removeprefix("'self' "))


def test_what_a_strict_site_sends_is_there() -> None:
    every = site_headers(site(base_url="https://prevent.example")).every
    assert every["Referrer-Policy"] == "no-referrer"
    assert every["X-Content-Type-Options"] == "nosniff"
    assert every["X-Frame-Options"] == "DENY"
    assert every["Cross-Origin-Opener-Policy"] == every["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in every["Permissions-Policy"]
    assert int(every["Strict-Transport-Security"].removeprefix("max-age=")) >= 180 * 24 * 3600
    assert "Strict-Transport-Security" not in site_headers(site(base_url="http://a.localhost:8080")).every


def test_no_policy_allows_what_is_written_into_a_page() -> None:
    for slug in SITES:
        assert "unsafe" not in site_headers(example_manifest(slug).site).every["Content-Security-Policy"]


def test_files_named_by_their_content_are_kept_and_pages_asked_for_again() -> None:
    headers = site_headers(SITE)
    assert headers.cache("/assets/waymark.1234.css") == headers.cache("/media/0123/a.webp") == KEPT
    assert headers.cache("/") == headers.cache("/tell-someone/") == headers.cache("/sitemap.xml") == FRESH


def test_archives_are_saved_and_leaflets_shown_whoever_serves_them() -> None:
    headers = site_headers(SITE)
    assert headers.disposition("/posters/posters.zip?x=1") == {"Content-Disposition": "attachment"}
    assert headers.disposition("/tell-someone/tell-someone.pdf") == headers.disposition("/zip/") == {}
    files = header_files(headers)
    assert b'if ($uri ~ "\\.(zip)$") { set $waymark_saved "attachment"; }' in files["headers.nginx.conf"]
    assert b"@waymark_saved {\n\tpath *.zip\n\tfile\n}" in files["headers.caddy"]


SEARCHES = ("/search/", "/cy/search/")


@pytest.fixture(params=["site", "site with search", "list of sites"])
def headers(request: pytest.FixtureRequest) -> Headers:
    if request.param == "list of sites":
        return plain_headers()
    return site_headers(SITE, searches=SEARCHES if "search" in request.param else ())


def text(headers: Headers, name: str) -> str:
    return header_files(headers)[name].decode()


def test_our_own_server_reads_what_was_written(headers: Headers) -> None:
    assert read_headers(text(headers, "headers.json")) == headers


def test_a_static_host_reads_the_same(headers: Headers) -> None:
    rules: dict[str, dict[str, str]] = {}
    path = ""
    for line in text(headers, "_headers").splitlines():
        if line.startswith("/"):
            path = line
        elif line.startswith("  ! "):
            # What stands here for all pages is taken away first, or Cloudflare would join the two.
            rules.setdefault(path, {})[line.strip()] = ""
        elif line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            assert name not in rules.get(path, {})
            rules.setdefault(path, {})[name] = value
            assert len(line) < 2000, "Cloudflare Pages reads no longer lines"
        else:
            assert line.startswith("#")
    assert rules.pop("/*") == headers.every
    for path, own in headers.at.items():
        assert rules.pop(path) == {"! Content-Security-Policy": "", "Content-Security-Policy": own}
    assert rules == {"/assets/*": {"Cache-Control": KEPT}, "/media/*": {"Cache-Control": KEPT}}
    assert "Cache-Control" not in headers.every, "two values would be joined"


def test_nginx_reads_the_same(headers: Headers) -> None:
    written = text(headers, "headers.nginx.conf")
    every = dict(re.findall(r'^add_header (\S+) "([^"]*)" always;$', written, re.MULTILINE))
    if headers.at:
        [every["Content-Security-Policy"]] = re.findall(r'^set \$waymark_policy "([^"]+)";$', written, re.MULTILINE)
        assert "add_header Content-Security-Policy $waymark_policy always;" in written
    assert every == headers.every
    own = re.findall(r'if \(\$uri ~ "([^"]+)"\) \{ set \$waymark_policy "([^"]+)"; \}', written)
    for path in ("/", "/search/", "/search/index.html", "/search/index/", "/cy/search/", "/x/search/"):
        assert [value for pattern, value in own if re.search(pattern, path)] == [
            value for at, value in headers.at.items() if path in (at, at + "index.html")
        ]
    pattern = re.findall(r'if \(\$uri ~ "([^"]+)"\) \{ set \$waymark_cache "([^"]+)"; \}', written)
    assert pattern == [("^/(assets|media)/", KEPT)]
    assert f'set $waymark_cache "{FRESH}";' in written
    assert not re.search(r"^\s*location", written, re.MULTILINE), (
        "a block of its own would hide these headers and the server's"
    )


def test_caddy_reads_the_same(headers: Headers) -> None:
    written = text(headers, "headers.caddy")
    block = re.search(r"^header \{\n(.*?)^\}", written, re.MULTILINE | re.DOTALL)
    assert block
    every = dict(re.findall(r'^\t(\S+) "([^"]*)"$', block[1], re.MULTILINE))
    policies = dict(
        re.findall(r'^header (@waymark_policy\w*) Content-Security-Policy "([^"]+)"$', written, re.MULTILINE)
    )
    if headers.at:
        every["Content-Security-Policy"] = policies.pop("@waymark_policy")
        assert (
            "@waymark_policy {\n\tnot path /search/ /search/index.html /cy/search/ /cy/search/index.html\n}" in written
        )
    assert every == headers.every
    for (matcher, value), (path, own) in zip(policies.items(), headers.at.items(), strict=True):
        assert value == own
        assert f"{matcher} path {path} {path}index.html\n" in written
    assert re.findall(r'^header @waymark_(\w+) Cache-Control "([^"]+)"$', written, re.MULTILINE) == [
        ("kept", KEPT),
        ("fresh", FRESH),
    ]
    assert "\tpath /assets/* /media/*\n" in written
    assert "\tnot path /assets/* /media/*\n" in written


def test_nothing_in_a_value_can_end_its_quotes(headers: Headers) -> None:
    for value in (*headers.every.values(), *headers.at.values()):
        assert re.fullmatch(r"[ -~]+", value)
        assert not set(value) & set('"$\\{}`')


def server_program(name: str) -> str:
    # Debian puts nginx where only root looks by default.
    place = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    return needed(place, name, f"Install the package {name}.")


def test_nginx_itself_accepts_it(headers: Headers, tmp_path: Path) -> None:
    (tmp_path / "headers.nginx.conf").write_bytes(header_files(headers)["headers.nginx.conf"])
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    scratch = "".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    server = f"server {{ listen 127.0.0.1:1; include {tmp_path}/headers.nginx.conf; }}"
    conf = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {scratch} {server} }}"
    (tmp_path / "nginx.conf").write_text(conf, encoding="utf-8")
    command = [server_program("nginx"), "-t", "-q", "-c", f"{tmp_path}/nginx.conf"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_caddy_itself_accepts_it(headers: Headers, tmp_path: Path) -> None:
    (tmp_path / "headers.caddy").write_bytes(header_files(headers)["headers.caddy"])
    (tmp_path / "Caddyfile").write_text(f":1 {{\nroot * {tmp_path}\nimport headers.caddy\nfile_server\n}}\n")
    command = [server_program("caddy"), "adapt", "--config", f"{tmp_path}/Caddyfile", "--validate"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_only_the_page_to_search_with_may_run_a_program_and_ask_for_its_files() -> None:
    headers = site_headers(site(feedback_url="https://feedback.example/"), searches=SEARCHES)
    assert headers.of("/")["Content-Security-Policy"] == headers.every["Content-Security-Policy"]
    assert "wasm" not in headers.every["Content-Security-Policy"]
    for path in ("/search/", "/cy/search/", "/cy/search/index.html"):
        own = policy(Headers(headers.of(path)))
        assert own["script-src"] == "'self' 'wasm-unsafe-eval'"
        assert own["connect-src"] == "'self' https://feedback.example"
        assert {**headers.of(path), "Content-Security-Policy": ""} == {**headers.every, "Content-Security-Policy": ""}
    assert headers.of("/search/index/pagefind.js") == headers.every


def test_only_a_page_with_a_providers_film_lets_just_that_provider_in() -> None:
    headers = site_headers(site(feedback_url=None), players={"/films/a/": ("youtube",), "/b/": ("vimeo", "youtube")})
    assert "frame-src" not in headers.every["Content-Security-Policy"]
    one, both = (policy(Headers(headers.of(path))) for path in ("/films/a/", "/b/"))
    assert one["frame-src"] == "https://www.youtube-nocookie.com"
    assert both["frame-src"] == "https://player.vimeo.com https://www.youtube-nocookie.com"
    del one["frame-src"]
    assert one == policy(headers)


def test_a_film_that_was_asked_for_may_begin_but_only_on_a_site_that_has_one() -> None:
    assert "autoplay=()" in site_headers(SITE).every["Permissions-Policy"]
    every = site_headers(SITE, players={"/films/a/": ("vimeo",)}).every
    assert "autoplay" not in every["Permissions-Policy"]
    assert "camera=()" in every["Permissions-Policy"]
    assert every["Cross-Origin-Opener-Policy"] == every["Cross-Origin-Resource-Policy"] == "same-origin"


def test_only_a_site_that_looks_postcodes_up_lets_scripts_ask_and_only_itself() -> None:
    assert "connect-src" not in policy(site_headers(site(feedback_url=None)))
    assert policy(site_headers(site(feedback_url=None), looks_up=True))["connect-src"] == "'self'"
