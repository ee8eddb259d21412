"""What people read of a text, with the line on which every sentence begins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.readability import Form, passages
from auditor.readability.html import without_comments

MARKDOWN = """---
title: Not read
---
# Your *file*

We [keep](https://x.nl/no) your `file`
and ![no](x.png) your letters. The end.\\
A new line

```
not read
```

- the **coun**cil
- the school

| a b | c |
| --- | - |
| d   | e |

<div>
in <b>HTML</b>
</div>
<!-- not read -->
"""
HTML = """<!doctype html>
<html><head><title>not</title><style>p {color: red}</style></head>
<body><h1>Your file</h1>
<script>var not = "read";</script>
<p>We <b>ke</b>ep it.<br>Others
read it.</p><p hidden>not</p><div aria-hidden="true"><div>not</div>not</div><p style="display: none">not</p>
<ul><li>the council<li>the school</ul>
<template>not</template><img alt="not"><table><tr><td>one</td><td>two</td></tr></table>caf&eacute; <!-- not -->
</body></html>"""


def sentences(text: str, form: Form) -> list[tuple[int, str]]:
    return [tuple(sentence) for passage in passages(text, form) for sentence in passage.sentences()]


def test_plain_text_goes_on_over_lines_until_an_empty_one() -> None:
    text = "We keep\nyour file. It is\n\nhere\r\n- the council\r\n2) the school\r\rthe end"
    assert sentences(text, Form.TEXT) == [
        (1, "We keep your file."), (2, "It is"), (4, "here"), (5, "the council"), (6, "the school"), (8, "the end"),
    ]  # fmt: skip


def test_markdown_without_its_marks_code_and_addresses() -> None:
    assert sentences(MARKDOWN, Form.MARKDOWN) == [
        (4, "Your file"), (6, "We keep your file and your letters."), (7, "The end."), (8, "A new line"),
        (14, "the council"), (15, "the school"), (17, "a b"), (17, "c"), (19, "d"), (19, "e"), (22, "in HTML"),
    ]  # fmt: skip


def test_html_without_scripts_styles_and_what_is_hidden() -> None:
    assert sentences(HTML, Form.HTML) == [
        (3, "Your file"), (5, "We keep it."), (5, "Others read it."), (7, "the council"), (7, "the school"),
        (8, "one"), (8, "two"), (8, "café"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "kept"),
    [("a<!-- b\n -->c", "a\nc"), ("a<!-- b\nc", "a\n"), ("a<!-->b-->c", "ab-->c"), ("a", "a"), ("<!--<!---->b", "b")],
)
def test_comments_go_and_lines_stay(html: str, kept: str) -> None:
    assert without_comments(html) == kept


@settings(max_examples=150)
@given(
    st.text(alphabet=st.sampled_from("ab .!\n\r<>/-#*`[]()|_&;é\u0301\u202e\u0627"), max_size=80), st.sampled_from(Form)
)
def test_any_text_can_be_cut(text: str, form: Form) -> None:
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    found = sentences(text, form)
    assert all(1 <= line <= last and said for line, said in found)
    assert bool(found) == bool(passages(text, form))
