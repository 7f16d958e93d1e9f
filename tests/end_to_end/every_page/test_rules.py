"""The rules for every page find what they are there for: a rule that finds nothing on good pages must on bad ones."""

import gzip
import random
from pathlib import Path

import pytest

from tests.end_to_end.every_page.links import link_faults
from tests.end_to_end.every_page.pictures import picture_faults
from tests.end_to_end.every_page.small_site import ADDRESS, page, small_site
from tests.end_to_end.every_page.weight import weight_faults
from tests.end_to_end.every_page.words import (
    destination_faults,
    heading_faults,
    language_faults,
    name_faults,
    run_together_faults,
)
from tests.parts.built_site import BuiltSite, BuiltSites


def links_of(site: BuiltSite) -> list[str]:
    return link_faults(BuiltSites([site]), site)


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/">home</a><a href="/old/">moved</a><a href="/#here">place</a><a href="#here">here</a>',
        f'<a href="{ADDRESS}/">home</a><a href="webcal://small.localhost:8000/x.ics">calendar</a>',
        '<a href="tel:+441234567890">ring</a><a href="mailto:a@b.example?subject=x">write</a>',
        '<a href="https://elsewhere.example/x">other</a><img src="/a.webp" srcset="/a.webp 1w, /a.webp 2w" alt="">',
    ],
)
def test_addresses_that_lead_somewhere_are_no_fault(tmp_path: Path, body: str) -> None:
    calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
    files = {"index.html": page("Home", f'<p id="here">x</p>{body}'), "x.ics": calendar, "a.webp": ""}
    assert links_of(small_site(tmp_path, files)) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<a href="/nowhere/">x</a>', "/nowhere/ leads nowhere on small"),
        (f'<a href="{ADDRESS}/nowhere/">x</a>', "leads nowhere on small"),
        ('<a href="#nowhere">x</a>', "there is no place #nowhere on small /"),
        ('<a href="/#nowhere">x</a>', "there is no place #nowhere"),
        ('<a href="#">x</a>', "names no place"),
        ('<a href="">x</a>', "an address is empty"),
        ('<a href="tel:0800 1">x</a>', "no number that a telephone can dial"),
        ('<a href="mailto:nobody">x</a>', "no address of email"),
        ('<a href="javascript:x">x</a>', "is no address"),
        ('<img src="/a.webp" alt="">', "/a.webp leads nowhere"),
        ('<img src="/" srcset="/b.webp 2x" alt="">', "/b.webp leads nowhere"),
        ('<video src="/" poster="/p.webp"><track src="/"></video>', "/p.webp leads nowhere"),
        ('<video src="/"><track src="/t.vtt"></video>', "/t.vtt leads nowhere"),
        (f'<script type="application/ld+json">{{"url":["{ADDRESS}/lost/"]}}</script>', "structured data: "),
        ('<a href="/" hreflang="cy">x</a>', "a link says cy and leads to a page in en"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_with_its_page_and_element(tmp_path: Path, body: str, words: str) -> None:
    [fault] = links_of(small_site(tmp_path, {"index.html": page("Home", body)}))
    assert fault.startswith("small /: ")
    assert words in fault


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ('<link rel="canonical" href="/">', "is not absolute"),
        (f'<link rel="canonical" href="{ADDRESS}/other/">', "names another as canonical: []"),
        (f'<link rel="alternate" hreflang="en" href="{ADDRESS}/other/">', "does not lead back"),
        (f'<link rel="alternate" hreflang="cy" href="{ADDRESS}/other/">', "leads to a page in en"),
        (f'<link rel="alternate" hreflang="cy" href="{ADDRESS}/cy/">', "but not for its own, en"),
        (f'<meta property="og:image" content="{ADDRESS}/lost.webp">', "og:image: "),
    ],
)
def test_languages_and_canonical_pages_lead_both_ways(tmp_path: Path, head: str, words: str) -> None:
    back = f'<link rel="alternate" hreflang="en" href="{ADDRESS}/"><link rel="alternate" hreflang="cy" href="{ADDRESS}/cy/">'
    files = {
        "index.html": page("Home", head=head),
        "other/index.html": page("Other"),
        "cy/index.html": page("Hafan", head=back, lang="cy"),
    }
    assert any(words in fault and fault.startswith("small /: ") for fault in links_of(small_site(tmp_path, files)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("news.atom", f'<feed xmlns="http://www.w3.org/2005/Atom"><link href="{ADDRESS}/lost/"/></feed>'),
        ("a.ics", f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nURL:{ADDRESS}/lost/\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
        ("a.css", "body { background: url('/lost.webp') }"),
        ("robots.txt", f"User-agent: *\nSitemap: {ADDRESS}/lost.xml\n"),
        ("sitemap.xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{ADDRESS}/lost/</loc></url></urlset>'),
        ("old/index.html", page("Old", head='<meta http-equiv="refresh" content="0; url=/lost/">')),
    ],
)  # fmt: skip
def test_files_for_machines_lead_somewhere_too(tmp_path: Path, name: str, text: str) -> None:
    [fault] = links_of(small_site(tmp_path, {name: text}))
    assert fault.startswith(f"small /{name.removesuffix('index.html')}: ")
    assert "lost" in fault


def test_a_document_that_the_site_map_forgot_is_said(tmp_path: Path) -> None:
    other = page("Other", head=f'<link rel="canonical" href="{ADDRESS}/other/">')
    assert links_of(small_site(tmp_path, {"other/index.html": other})) == [
        f"small /sitemap.xml: {ADDRESS}/other/ is missing"
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<h1>Again</h1>", "has 2 headings of level 1"),
        ("<h2>a</h2><h4>b</h4>", "goes from “a” (h2) to “b” (h4)"),
        ("<h2><span></span></h2>", "has a heading without words"),
    ],
)
def test_headings_that_are_no_outline_are_said(tmp_path: Path, body: str, words: str) -> None:
    [fault] = heading_faults(small_site(tmp_path, {"index.html": page("Home", body)}))
    assert words in fault


def test_headings_that_wait_for_a_script_are_no_part_of_the_outline_yet(tmp_path: Path) -> None:
    body = "<section hidden><h2></h2></section><template><h4>x</h4></template><h2>a</h2>"
    assert heading_faults(small_site(tmp_path, {"index.html": page("Home", body)})) == []


def test_pages_that_are_called_alike_are_said_for_each_language(tmp_path: Path) -> None:
    files = {"a/index.html": page("Same"), "b/index.html": page("Same"), "c/index.html": page("Same", lang="cy")}
    title, description = name_faults(small_site(tmp_path, files))
    assert title == "small /a/ and /b/: the same title in en: “Same”"
    assert description == "small /a/ and /b/: the same description in en: “Same.”"


def test_neutral_titles_are_the_same_on_purpose_but_none_is_missing(tmp_path: Path) -> None:
    files = {"a/index.html": page("Home").replace('"Home."', '"Another."'), "b/index.html": page("")}
    found = name_faults(small_site(tmp_path, files, neutral={"title": "Home"}))
    assert found == ["small /b/: has no title"]


def test_words_in_arabic_letters_that_pass_for_english_are_said(tmp_path: Path) -> None:
    body = '<p lang="ur">مدد <b>مدد</b></p><nav lang="cy"><a href="/">فکر</a></nav><p>5۵</p>'
    [fault] = language_faults(small_site(tmp_path, {"index.html": page("Home", body)}))
    assert fault == 'small /: words in Arabic letters say that they are in cy: <a href="/">'


def test_words_that_a_stylesheet_alone_keeps_apart_are_said(tmp_path: Path) -> None:
    body = "<p>a <b>b</b>, <i>c</i></p><p>d</p><p>e@<wbr>f</p><script>g</script><ul><li>h<span>9</span></li></ul>"
    [fault] = run_together_faults(small_site(tmp_path, {"index.html": page("Home", body)}))
    assert fault == "small /: “h|9”"


def test_links_of_help_and_foot_that_are_called_alike_lead_alike(tmp_path: Path) -> None:
    team = '<a href="/{}/">Your team</a>'
    body = f'<div id="help">{team.format("a")}</div>{team.format("b")}<footer>{team.format("{}")}</footer>'
    good = small_site(tmp_path / "good", {"index.html": page("Home", body.format("a"))})
    assert destination_faults(good) == []
    [fault] = destination_faults(small_site(tmp_path / "bad", {"index.html": page("Home", body.format("c"))}))
    assert fault == "small /: “your team” leads to /a/ and /c/"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<img src="/a.svg" height="1">', "has no alt"),
        ('<img src="/a.png" alt="" width="1" height="1" srcset="/a.png 1w" sizes="1px">', "not in a modern format"),
        ('<img src="/a.webp" alt="" width="1" height="1">', "has no srcset"),
        ('<img src="/a.webp" alt="" width="1" height="1" srcset="/a.webp 1w">', "has no sizes"),
        ('<img src="/a.webp" alt="" height="1" srcset="/a.webp 1w" sizes="1px">', "has no width"),
        ('<video controls width="1" height="1" poster="/a.webp"></video>', "fetched before anybody plays it"),
        ('<video controls preload="none" poster="/a.webp"></video>', "no width and height"),
        ('<video controls preload="none" width="1" height="1" poster="/a.jpg"></video>', "no poster in a modern"),
    ],
)
def test_a_picture_that_costs_too_much_is_said(tmp_path: Path, body: str, words: str) -> None:
    [fault] = picture_faults(small_site(tmp_path, {"index.html": page("Home", body)}))
    assert words in fault


def test_only_the_first_picture_may_be_fetched_at_once(tmp_path: Path) -> None:
    one = '<img src="/a.webp" alt="" width="1" height="1" srcset="/a.webp 1w" sizes="1px">'
    assert picture_faults(small_site(tmp_path, {"index.html": page("Home", one)})) == []
    [fault] = picture_faults(small_site(tmp_path / "two", {"index.html": page("Home", one + one)}))
    assert "is not lazy" in fault


def test_a_heavy_page_and_heavy_scripts_are_said_but_search_may_have_them(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(31_000).hex()
    script = '<script src="/a.js"></script>'
    files = {
        "heavy/index.html": page("Heavy", noise),
        "busy/index.html": page("Busy", script),
        "search/index.html": page("Search", script).replace("page--standard", "page--search"),
        "a.js": noise[:24_000],
    }
    heavy, busy = sorted(weight_faults(small_site(tmp_path, files)), key=lambda fault: "scripts" in fault)
    assert heavy.startswith("small /heavy/: ")
    assert "in all, more than 30,000" in heavy
    assert busy.startswith("small /busy/: ")
    assert "of scripts, more than 10,000" in busy


def test_what_lies_ready_compressed_is_what_counts(tmp_path: Path) -> None:
    site = small_site(tmp_path, {"heavy/index.html": page("Heavy", random.Random(1).randbytes(31_000).hex())})
    (site.release / "heavy" / "index.html.gz").write_bytes(gzip.compress(b"light"))
    assert weight_faults(site) == []
