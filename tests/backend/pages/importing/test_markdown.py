"""Markdown becomes blocks, each with its line; what no block can hold is refused."""

import pytest

from backend.pages.importing.markdown import MarkdownError, blocks, rich_text

BODY = """\
A first paragraph.

- one
- two

## A heading

> I was frightened of losing him.
> — Kelly, a sister

![Two people talking](two-people "On a bench")

Table: When we answer

| Day | Hours |
| --- | --- |
| Monday | 9am to 5pm |

```callout
kind: warning
title: In danger?
text: Call [999](tel:999).
```

Last words.
"""


def no_links(_: str) -> None:
    return None


def test_a_body_becomes_blocks_in_order_with_their_lines() -> None:
    found = list(blocks(BODY, 10))

    assert [(block.type, block.line) for block in found] == [
        ("rich_text", 10),
        ("heading", 15),
        ("quote", 17),
        ("image", 20),
        ("table", 24),
        ("callout", 28),
        ("rich_text", 34),
    ]
    assert found[0].value == "A first paragraph.\n\n- one\n- two"
    assert found[2].value == {"text": "I was frightened of losing him.", "attribution": "Kelly, a sister"}
    assert found[3].value == {"image": {"image": "two-people", "alt": "Two people talking"}, "caption": "On a bench"}
    assert found[4].value == {
        "caption": "When we answer",
        "columns": ["Day", "Hours"],
        "rows": [["Monday", "9am to 5pm"]],
    }
    assert found[5].line_of(("text",)) == 31


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("# Title\n", 3, "level 1"),
        ("Words\n\n#### Deep\n", 5, "level 4"),
        ("| A |\n| --- |\n| 1 |\n", 3, "caption"),
        ("```\nplain\n```\n", 3, "type of block"),
        ("Words\n\n---\n", 5, "No block"),
        ("```callout\nkind: [\n```\n", 5, "YAML"),
    ],
)
def test_what_no_block_can_hold_names_its_line(body: str, line: int, message: str) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        list(blocks(body, 3))
    assert caught.value.line == line  # type: ignore[attr-defined]


def test_rich_text_is_written_as_the_editor_would_write_it() -> None:
    html = rich_text("**Bold** and *calm*, [call](tel:999), [see](page:/help/).\n\n- one\n", {"/help/": 7}.get)

    assert html == (
        '<p><b>Bold</b> and <i>calm</i>, <a href="tel:999">call</a>, <a linktype="page" id="7">see</a>.</p>'
        "<ul><li>one</li></ul>"
    )


def test_markup_in_rich_text_stays_words() -> None:
    assert rich_text("<script>alert(1)</script>", no_links) == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


@pytest.mark.parametrize(
    ("markdown", "message"),
    [
        ("[go](page:/nowhere/)", "no page at /nowhere/"),
        ("[go](somewhere)", "leads nowhere"),
        ("[go](ftp://example.com/)", "leads nowhere"),
        ("![a](b)", "no pictures"),
        ("`code`", "no code"),
        ("> quoted", "paragraphs"),
    ],
)
def test_rich_text_refuses_what_it_cannot_hold(markdown: str, message: str) -> None:
    with pytest.raises(MarkdownError, match=message):
        rich_text(markdown, no_links)


def test_an_image_is_named_by_a_title_with_spaces_and_accents() -> None:
    (image,) = blocks("![A café](<Two people, café>)\n", 1)
    assert image.value == {"image": {"image": "Two people, café", "alt": "A café"}}
