"""Specimens side by side on one page, which lies in a folder and not at the root of a site."""

from frontend.gallery.placing import Place


def test_ids_that_another_specimen_has_are_changed_with_everything_that_names_them() -> None:
    place = Place({"g-top"})
    html = '<section id="help" aria-labelledby="t other"><h2 id="t">x</h2><a href="#help">y</a></section>'
    assert place.placed(html) == html
    assert place.placed(html) == (
        '<section id="help--2" aria-labelledby="t--2 other"><h2 id="t--2">x</h2><a href="#help--2">y</a></section>'
    )


def test_an_id_of_the_page_itself_is_left_to_it() -> None:
    assert Place({"g-top"}).placed('<p id="g-top">x</p>') == '<p id="g-top--2">x</p>'


def test_files_are_found_from_the_folder_of_a_language() -> None:
    html = '<img src="/media/1/a.svg" srcset="/media/1/a.svg 400w, /media/2/b.svg 800w"><video poster="/media/3/c.svg">'
    assert Place(set()).placed(html) == (
        '<img src="../media/1/a.svg" srcset="../media/1/a.svg 400w, ../media/2/b.svg 800w"><video poster="../media/3/c.svg">'
    )


def test_links_to_other_pages_lead_to_one_that_says_so_and_all_others_stay() -> None:
    html = '<a href="/stories/">a</a><a href="event.ics">b</a><a href="tel:999">c</a><a href="https://x.example/">d</a>'
    assert Place(set()).placed(html) == (
        '<a href="../elsewhere.html">a</a><a href="../elsewhere.html">b</a><a href="tel:999">c</a>'
        '<a href="https://x.example/">d</a>'
    )


def test_a_script_runs_once() -> None:
    place, script = Place(set()), '<script src="/assets/open.js" defer></script>'
    assert place.placed(f"<p>{script}</p>") == '<p><script src="../assets/open.js" defer></script></p>'
    assert place.placed(f"<p>{script}</p>") == "<p></p>"


def test_words_that_look_like_attributes_stay() -> None:
    html = '<p>Write href="/a/" and id="b" like this.</p><p id="b">x</p>'
    assert Place({"b"}).placed(html) == '<p>Write href="/a/" and id="b" like this.</p><p id="b--2">x</p>'
