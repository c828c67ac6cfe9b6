"""Sheets: everything a view holds is printed, nothing that is foreign becomes markup, and templates are a teacher's to change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.cli import main
from quiz.exports import html, markdown, pdf
from quiz.exports._pandoc import convert
from quiz.messages import speaker
from quiz.resources import TemplateFault
from quiz.sheets import (
    ChoiceView,
    Document,
    FeedbackSheet,
    FeedbackView,
    GroupView,
    LineView,
    QuestionView,
    ReportSheet,
    ReportView,
    Sheet,
    WorkedSheet,
    WorkedView,
    numbered,
    render_answers,
    render_feedback,
    render_questions,
    render_report,
    split_relations,
)

LANGUAGES = ("ja", "en")
LISTING = "def f(x):\n\n\n    y = x + 1\n    return y"
QUESTIONS = (
    QuestionView(1, "Chain *rule*", "2", r"Find $\dfrac{dz}{dx}$.", room=5),
    QuestionView(2, "Maximum", "1/2", "Choose.", choices=(ChoiceView("(1)", "0.15"), ChoiceView("(2)", r"$\frac{1}{4}$"))),
    QuestionView(3, "Line", "2", "Which line?", listing=LISTING),
    QuestionView(4, "Line again", "2", "Which other line?", listing=LISTING),
)
HOSTILE = (
    "<script>alert(1)</script>",
    "</code><img src=x onerror=alert(1)>",
    "`; ``tick`` ```",
    "$\\input{/etc/passwd}$ $$x$$ \\(y\\)",
    '#eval("1") #let x = 1 @ref <label> = heading',
    "![x](http://example.invalid/a.png) [a](javascript:alert(1)) <http://example.invalid>",
    "::: {.room data-lines=9}",
    "```{=html}",
    '<div class="room" data-lines="x">',
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "| a | b |\\n|--|--|",
    "- item",
    "1. item",
    "# heading",
    "*a* _b_ ~c~ ^d^ \"e\" 'f' -- ...",
    "&lt;b&gt; &copy; &#60;",
    "\\ \\\\ \\` \\$",
)
MULTILINE = ("a\n\n\nb", "x = (\n\t1)\n```\n# no heading\n~~~", "</div>\n\n<div>", "a\r\nb\n\n    c")


def feedback(answer: str, student: str = "A", sentence: str = "", reading: str | None = None) -> Document:
    item = FeedbackView(1, "T", answer, reading, "correct", "2 / 2", (sentence,) if sentence else ())
    return render_feedback(FeedbackSheet("Test", "en", student, "2 / 2", (item,), "id"), speaker("en"))


def test_a_hint_is_set_as_its_author_wrote_it_and_an_answer_is_not() -> None:
    reading = r"\begin{aligned} x & = 1 \\ y & = 2 \end{aligned}"
    item = FeedbackView(1, "T", "$x$", reading, "wrong", "0 / 2", ("$a$",), "Think of $z$.")

    page = render_feedback(FeedbackSheet("Test", "en", "A", "0 / 2", (item,), "id"), speaker("en")).markdown

    assert "Think of $z$." in page
    assert "$$\\begin{aligned}" in page
    assert r"\$a\$" in page
    assert "`$x$`" in page


def every_sheet(language: str) -> dict[str, Document]:
    say = speaker(language)
    worked = WorkedView(
        QUESTIONS[0],
        "$2(x + y)$",
        (LineView("power rule", r"\frac{dz}{dt} = 2t"), LineView("", "= |t|")),
        ("Each step.",),
        ("NumPy agrees.",),
        "Read `x`.",
    )
    plain = WorkedView(QUESTIONS[2], "`y = x + 1`")
    group = GroupView("2x", "Inner forgotten.", ("s1", "s2"))
    items = (FeedbackView(1, "T", "x", "x", "correct", "2 / 2", ("Right.",)), FeedbackView(2, "U", " ", None, "blank", "0 / 2"))
    return {
        "questions": render_questions(Sheet("Test", language, QUESTIONS, "6", "id-1"), say),
        "answers": render_answers(WorkedSheet("Test", language, (worked, plain), "4", "id-1"), say),
        "feedback": render_feedback(FeedbackSheet("Test", language, "A", "2 / 4", items), say),
        "report": render_report(ReportSheet("Test", language, 2, (ReportView("1", "T", "2", (("wrong", 2),), (group,)),)), say),
    }


def shown(page: bytes) -> str:
    """The text of a page, as a reader sees it."""
    body = page.decode().partition("<body>")[2]
    text = re.sub(r"<annotation.*?</annotation>|<[^>]*>", "", body)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["questions", "answers", "feedback", "report"])
def test_every_template_is_filled_in_every_language_and_layout_leaves_no_blanks(name: str, language: str) -> None:
    document = every_sheet(language)[name]

    assert document.markdown.startswith("# Test")
    assert "{{" not in document.markdown
    assert document.markdown.count("<div") == document.markdown.count("</div>")
    assert b"<div class" in html.write(document)
    assert re.search(r"^#(question|worked|reported)\[$", pdf.typst_source(document), flags=re.MULTILINE)


def test_a_question_sheet_prints_every_question_and_a_shared_listing_once() -> None:
    text = every_sheet("en")["questions"].markdown

    assert all(view.body in text for view in QUESTIONS)
    assert text.count(numbered(LISTING)) == 1
    assert text.count('class="room"') == len(QUESTIONS)
    assert r"Chain \*rule\*" in text


def test_the_lines_of_a_listing_carry_the_same_numbers_in_every_format() -> None:
    document = every_sheet("ja")["questions"]
    page = html.write(document).decode()

    assert "4      y = x + 1" in document.markdown
    assert '<span class="number">4</span>      y = x + 1' in page
    assert LISTING in pdf.typst_source(document)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_student_typed_is_shown_as_it_was_typed(text: str) -> None:
    document = feedback(text, student=text, sentence=text)
    page = html.write(document)

    assert shown(page).count(text) == 3, shown(page)
    assert not re.search(r"<(script|img|a|iframe)\b", page.decode())
    assert pdf.write(document) == pdf.write(document)


@pytest.mark.parametrize("text", MULTILINE)
def test_an_answer_of_several_lines_keeps_its_lines_in_one_block(text: str) -> None:
    page = html.write(feedback(text)).decode()
    blocks = re.findall(r"<pre><code>(.*?)</code></pre>", page, flags=re.DOTALL)

    expected = text.replace("\r\n", "\n").replace("\t", "    ").replace("<", "&lt;").replace(">", "&gt;")
    assert blocks == [expected]


@pytest.mark.parametrize("text", ["\u202ex\u200b", "\x00", "\x1b[31m", "\ud800", "\u2028", "\ufeff", "\U000e0041"])
def test_unseen_characters_are_shown_by_their_code_point(text: str) -> None:
    document = feedback(f"a{text}", student=text)

    assert not set(text) & set(document.markdown) - set("x[31m")
    assert f"[U+{ord(text[0]):04X}]" in shown(html.write(document))
    assert pdf.write(document)


def test_a_typed_character_without_a_glyph_is_written_out_in_a_pdf() -> None:
    source = pdf.typst_source(feedback("x😀", student="😀", reading="x_{😀}"))

    assert "😀" not in source
    assert source.count("U+1F600") >= 3


@pytest.mark.parametrize(
    ("tex", "parts"),
    [
        ("a", ("a",)),
        ("= b", ("", "= b")),
        (r"\frac{a = b}{c} = d \leq e", (r"\frac{a = b}{c}", "= d", r"\leq e")),
        (r"f(x = 0) = 1", ("f(x = 0)", "= 1")),
        (r"\left(a = b\right) < c", (r"\left(a = b\right)", "< c")),
        (r"y = \begin{cases} 1 & x = 0 \end{cases}", ("y", r"= \begin{cases} 1 & x = 0 \end{cases}")),
    ],
)
def test_a_formula_is_cut_before_relations_that_stand_free(tex: str, parts: tuple[str, ...]) -> None:
    assert split_relations(tex) == parts


def test_bars_and_dollars_of_a_formula_do_not_end_its_table_cell() -> None:
    sheet = WorkedSheet("T", "en", (WorkedView(QUESTIONS[0], "x", (LineView("said", r"|x| = \|y\| $"),)),), "2", "id")
    body = convert(render_answers(sheet, speaker("en")).markdown, "html5", "en")

    assert re.findall(r"<td[^>]*>", body).__len__() == 3
    assert ">said</td>" in body


def test_a_teachers_template_goes_before_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "questions.md.j2").write_text("# {{ sheet.title }} by me\n", encoding="utf-8")
    sheet = Sheet("A*", "en", QUESTIONS, "6", "id")

    assert render_questions(sheet, speaker("en"), tmp_path).markdown == "# A\\* by me\n"
    assert render_questions(sheet, speaker("en")).markdown != render_questions(sheet, speaker("en"), tmp_path).markdown


@pytest.mark.parametrize("template", ["questions.md.j2", "page.html.j2", "page.typ.j2"])
@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{{ titel }}", "'titel' is undefined"),
        ("{{ say.titel }}{{ document.titel }}", "undefined|has no attribute"),
        ("{{ ''.__class__.__mro__ }}", "'__class__' of 'str' object is unsafe"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ title }", "unexpected '}'"),
        ("{% include 'none.j2' %}", "none.j2"),
    ],
)
def test_a_template_that_cannot_be_filled_is_told_at_its_line(tmp_path: Path, template: str, source: str, reason: str) -> None:
    (tmp_path / template).write_text(f"a\n{source}\n", encoding="utf-8")
    format_of = {"md": markdown, "html": html, "typ": pdf}[template.split(".")[1]]

    with pytest.raises(TemplateFault, match=reason) as caught:
        format_of.write(render_questions(Sheet("A", "en", QUESTIONS, "6", "id"), speaker("en"), tmp_path), tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / template}:2: ") or reason == "none.j2"


def test_the_command_line_tells_of_a_template_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "questions.md.j2").write_text("{{ sheet.titel }}", encoding="utf-8")
    (tmp_path / "test.yaml").write_text("questions: [why]", encoding="utf-8")
    (tmp_path / "why.quiz.md").write_text("---\nkind: text\nrubric: {en: So.}\n---\n# en\nWhy?\n", encoding="utf-8")
    words = ["render", str(tmp_path), "-o", str(tmp_path / "out"), "--templates", str(tmp_path), "--lang", "en"]

    done = CliRunner().invoke(main, words)

    assert done.exit_code == 3
    assert f"{tmp_path / 'questions.md.j2'}:1: " in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "out").exists()
