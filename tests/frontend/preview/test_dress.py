"""What a page wears only in its preview."""

from frontend.preview.dress import CLOSE, OPEN, Dress, dressed, refusal

DRESS = Dress("https://marlshire.example/", "<template>checks</template>", "https://admin.example")


def page(body: str, title: str = "Title") -> str:
    return f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"


def test_a_gap_is_marked_in_words_where_it_is() -> None:
    html = dressed(page(f"<h1>{OPEN}title{CLOSE}</h1>"), DRESS)
    assert '<h1><mark class="gap">Not written yet: title</mark></h1>' in html


def test_in_titles_attributes_and_scripts_a_gap_is_plain_words() -> None:
    gap = f"{OPEN}summary{CLOSE}"
    html = dressed(page(f'<img alt="{gap}" src="/x"><script type="application/ld+json">["{gap}"]</script>', gap), DRESS)
    assert "<title>summary</title>" in html
    assert 'alt="summary"' in html
    assert '["summary"]' in html
    assert "<mark" not in html


def test_links_within_the_site_lead_to_the_published_site_in_a_tab_of_their_own() -> None:
    html = dressed(page('<a class="go" href="/signs/?a=1#b">x</a><form method="get" action="/find/"></form>'), DRESS)
    assert '<a class="go" href="https://marlshire.example/signs/?a=1#b" target="_blank">' in html
    assert '<form method="get" action="https://marlshire.example/find/" target="_blank">' in html


def test_other_links_stay() -> None:
    body = '<a href="#main">a</a><a href="tel:999">b</a><a href="https://x.example/">c</a><link href="/assets/a.css">'
    html = dressed(page(body), DRESS)
    assert body in html


def test_no_search_engine_may_keep_it_and_the_checks_stand_at_its_end() -> None:
    html = dressed(page("<p>x</p>"), DRESS)
    assert '<meta name="robots" content="noindex">' in html
    assert html.endswith("<template>checks</template></body></html>")


def test_a_refusal_says_why_and_escapes_it() -> None:
    html = refusal("No <b>such</b> preview.", 403)
    assert "No &lt;b&gt;such&lt;/b&gt; preview." in html
    assert "noindex" in html
