"""Variants: a function of the label, keys that are derived once and hold in each, and nothing of one variant graded as another."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from jinja2 import TemplateError

from derivations.terms.reading import read
from quiz import bodies, key
from quiz.answer import Answer
from quiz.answer_files import read_answers
from quiz.bank.loading import find_question, load_test
from quiz.bank.problems import BankError
from quiz.batch import grade_all
from quiz.cli import main
from quiz.grading import grade
from quiz.key import derive_key, key_of
from quiz.messages import speaker
from quiz.parameters import drawn, holds, range_of, with_values
from quiz.presenting import feedback_sheet, question_sheet, report_sheet, worked_sheet
from quiz.question import Question
from quiz.report import results_csv, results_json_lines, table
from quiz.sheets import render_answers, render_questions
from quiz.stress import stressed
from quiz.variants import question_varies, sheet_of, variant_of
from quiz.verdict import OPEN, Outcome

TEST = load_test("chain_rule_variants")
LABELS = [str(number) for number in range(1, 26)]
LINEAR = TEST.by_name["inner_linear"]


def bank(folder: Path, test: str, **questions: str) -> str:
    (folder / "test.yaml").write_text(test, encoding="utf-8")
    for name, fields in questions.items():
        (folder / f"{name}.quiz.md").write_text(f"---\n{fields}\n---\n# en\nFind it.\n", encoding="utf-8")
    return str(folder)


def formula(given: str, parameters: str, where: str = "[]", wanted: str = "dz/dx") -> str:
    return f'kind: formula\ngiven: ["{given}"]\nwanted: {wanted}\nparameters: {parameters}\nwhere: {where}'


def question(folder: Path, fields: str) -> Question:
    return find_question(f"{bank(folder, 'questions: [one]', one=fields)}/one")[1]


@pytest.mark.parametrize("each", TEST.questions, ids=lambda each: each.name)
def test_the_values_of_a_variant_lie_in_their_ranges_and_meet_the_conditions(each: Question) -> None:
    found = [variant_of(each, label).values for label in LABELS]

    for values in found:
        assert all(values[name] in range_of(declaration) for name, declaration in each.parameters.items())
    assert len({tuple(values.items()) for values in found}) > 5
    assert all(holds(read(condition).term, values) for condition in each.where for values in found)


def test_the_same_label_gives_the_same_bytes_in_another_process_with_another_hash_seed() -> None:
    program = (
        "from quiz.bank.loading import load_test; from quiz.variants import sheet_of; from quiz.presenting import question_sheet;"
        "from quiz.sheets import render_questions; from quiz.messages import speaker; import sys;"
        "t = load_test('chain_rule_variants');"
        "[sys.stdout.buffer.write(render_questions(question_sheet(sheet_of(t, n), 'ja'), speaker('ja')).markdown.encode())"
        " for n in '123']"
    )
    say = speaker("ja")
    here = "".join(render_questions(question_sheet(sheet_of(TEST, label), "ja"), say).markdown for label in "123")

    for seed in ("1", "2"):
        there = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed},
        )
        assert there.stdout.decode() == here


@pytest.mark.parametrize("label", LABELS[:8])
@pytest.mark.parametrize("name", ["inner_linear", "inner_square", "inner_exponential", "sigmoid_slope"])
def test_the_key_of_a_variant_is_the_one_that_is_derived_for_it_alone(name: str, label: str) -> None:
    variant = variant_of(TEST.by_name[name], label)

    put_in, alone = key_of(variant), derive_key(variant)

    assert put_in.usable
    assert put_in.answer == alone.answer
    assert any(each.how == "put_in" for each in put_in.evidence)
    assert alone.is_supported("numpy")


PUT_IN = [
    'kind: number\ngiven: ["E = (y - d)^2/2", "y = relu(u)", "u = w x"]\nwanted: dE/dw at w=p, x=3, d=p',
    'kind: number\ngiven: ["o = floor((n - k)/s) + 1"]\nwanted: o at n=32, k=p, s=3\nparameters: {p: "one of 3, 5, 7"}',
    'kind: matrix\ngiven: ["y1 = p w1 x1 + w2", "y2 = w1 w2"]\nwanted: jacobian((y1, y2), w1, w2)',
    'kind: matrix\ngiven: ["E = (w1 x + w2)^2"]\nwanted: grad(E, w1, w2) at x=p, w1=2, w2=1',
    'kind: derivation\ngiven: ["z = t^2", "t = p x^2 + y"]\nwanted: dz/dx',
    'kind: formula\ngiven: ["E = (p w x - d)^2/2"]\nwanted: w - eta*dE/dw\ndomain: {eta: positive}',
    'kind: number\ngiven: ["z = t^2", "t = p x^2 + 3"]\nparts: [{wanted: dt/dx at x=p}, {wanted: dz/dx at x=p}]',
]


@pytest.mark.parametrize("fields", PUT_IN)
def test_values_are_put_into_the_keys_of_every_kind_that_derives_one(tmp_path: Path, fields: str) -> None:
    declared = fields if "parameters" in fields else f"{fields}\nparameters: {{p: integer 2..6}}"
    asked = question(tmp_path, declared)

    for label in LABELS[:2]:
        variant = variant_of(asked, label)
        put_in, alone = key_of(variant), derive_key(variant)

        assert put_in.usable
        assert put_in.answer == alone.answer
        assert put_in.facts.keys() == alone.facts.keys()
        assert [each.how for each in put_in.evidence if each.check == "derivation"] == ["put_in"] * max(
            len(variant.crediting.parts), 1
        )
        assert put_in.is_supported("numpy")


def test_hints_and_rubrics_are_filled_and_their_faults_told_at_their_place(tmp_path: Path) -> None:
    text = 'kind: text\nrubric:\n  en: "three times [[a]]"\nhints: ["[[3 * a]]"]\nparameters: {a: integer 4..4}'
    variant = variant_of(question(tmp_path, text), "1")

    assert (variant.fields.rubric, variant.crediting.hints[0]["en"]) == ({"en": "three times 4"}, "12")
    with pytest.raises(BankError) as caught:
        question(tmp_path, text.replace("[[a]]", "[[b]]").replace("3 * a", "3 *"))
    assert [(each.code, each.line) for each in caught.value.problems] == [("body-unknown-name", 3), ("body-syntax", 5)]


def test_a_class_derives_a_question_with_parameters_once(monkeypatch: pytest.MonkeyPatch) -> None:
    derived = []
    monkeypatch.setattr(key, "_origin_keys", {})
    original = key.derive_key
    monkeypatch.setattr(key, "derive_key", lambda asked: derived.append(asked.id) or original(asked))
    monkeypatch.setattr(key, "_kept", lambda *_: None)

    for label in LABELS:
        key_of(variant_of(LINEAR, label))

    assert derived == [LINEAR.id]


def test_a_wrong_symbolic_key_is_not_put_into_a_variant(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {key.digest_of(LINEAR): key_of(LINEAR).__class__("2*a*(a*x - b*y)", "", key_of(LINEAR).evidence)}
    monkeypatch.setattr(key, "_origin_keys", wrong)
    variant = variant_of(LINEAR, "1")

    assert key_of(variant).answer == derive_key(variant).answer


def test_an_answer_is_graded_in_its_own_variant_only() -> None:
    one, other = variant_of(LINEAR, "1"), variant_of(LINEAR, "2")

    assert grade(one, key_of(one), key_of(one).answer).outcome is Outcome.CORRECT
    assert grade(other, key_of(other), key_of(one).answer).outcome is Outcome.INCORRECT


def test_a_question_whose_key_exists_for_numbers_only_is_derived_for_each_variant(tmp_path: Path) -> None:
    given = "z = x^2 - 2 a x"
    asked = question(tmp_path, formula(given, "{a: integer 1..3}", wanted="min(z)"))

    keys = {str(variant.values["a"]): key_of(variant).answer for variant in (variant_of(asked, label) for label in LABELS)}

    assert keys == {"1": "-1", "2": "-4", "3": "-9"}


def class_of(*answers: tuple[str, str, str, str | None]):
    return grade_all(TEST, {}, [Answer(student, name, text, variant) for student, name, text, variant in answers])


def test_a_class_answers_in_many_variants_and_the_results_say_which() -> None:
    rows = [(f"S{label}", "inner_linear", key_of(variant_of(LINEAR, label)).answer, label) for label in LABELS]
    graded = class_of(*rows, ("late", "inner_linear", rows[0][2], "v1"))
    lines = [json.loads(line) for line in results_json_lines(graded.results).decode().splitlines()]

    assert {each.verdict.outcome for each in graded.results} == {Outcome.CORRECT}
    assert [each["variant"] for each in lines] == [*LABELS, "1"]
    assert len({each["fingerprint"] for each in lines}) > 10


@pytest.mark.parametrize("variant", [None, "", "x", "0", "-1", "1.5", "v"])
def test_an_answer_without_a_readable_variant_is_left_open(variant: str | None) -> None:
    graded = class_of(("A", "inner_linear", "2x", variant))

    assert graded.results[0].verdict.outcome is Outcome.INVALID
    assert graded.results[0].verdict.points is None


def test_a_question_that_was_not_drawn_earns_and_costs_nothing() -> None:
    names = {"inner_square", "inner_exponential"}
    drawn_name = (names & sheet_of(TEST, "1").by_name.keys()).pop()
    (other,) = names - {drawn_name}
    graded = class_of(("A", drawn_name, "0", "1"), ("A", other, "0", "1"))
    feedback = feedback_sheet(graded, "A", "en")

    assert graded.results[1].verdict.outcome in OPEN
    assert graded.total("A").of == graded.total("A").decided == 6
    assert len(feedback.items) == 3
    assert ",," in results_csv(graded, speaker("en")).decode()


def test_a_student_reads_the_same_numbers_on_the_sheet_and_in_the_feedback_and_the_class_is_told_names(tmp_path: Path) -> None:
    words = "kind: text\nrubric: {en: So.}\ntitle: {en: %s}"
    place = bank(tmp_path, "questions: [a, b, c, d]\nshuffle: true", **{name: words % name for name in "abcd"})
    test = load_test(place)
    labels = ("1", "2", "3")
    answers = [Answer(f"S{label}", name, "because", label) for label in labels for name in "abcd"]
    graded = grade_all(test, {each.name: key_of(each) for each in test.questions}, answers)

    orders = set()
    for label in labels:
        shown = [(view.number, view.title) for view in question_sheet(sheet_of(test, label), "en").questions]
        feedback = feedback_sheet(graded, f"S{label}", "en")
        assert [(item.number, item.title) for item in feedback.items] == shown
        assert feedback.sheet_id.endswith(f"-v{label}")
        orders.add(tuple(title for _, title in shown))
    assert len(orders) > 1
    assert [item.label for item in report_sheet(graded, "en").items] == list("abcd")
    assert table(graded, speaker("en"))[0][1:5] == list("abcd")


def test_parts_and_hints_of_a_variant_have_its_numbers(tmp_path: Path) -> None:
    fields = (
        formula("z = a x^2", "{a: integer 2..9}") + '\nhints: ["Think of [[a]]."]\nparts: [{wanted: dz/dx at x=a}, {wanted: dz/dx}]'
    )
    found = variant_of(question(tmp_path, fields), "1")
    value = found.values["a"]

    assert found.crediting.hints[0]["en"] == f"Think of {value}."
    assert found.crediting.parts[0].wanted == f"dz/dx at x = {value}"


def test_an_unknown_name_in_a_hint_is_told(tmp_path: Path) -> None:
    with pytest.raises(BankError) as caught:
        question(tmp_path, formula("z = a x^2", "{a: integer 2..9}") + '\nhints: ["Think of [[b]]."]')

    assert [each.code for each in caught.value.problems] == ["body-unknown-name"]


def test_sheets_of_a_drawn_test_have_the_same_total_and_differ() -> None:
    sheets = [sheet_of(TEST, label) for label in LABELS]

    assert {each.points for each in sheets} == {Fraction(6)}
    assert len({tuple(each.by_name) for each in sheets}) == 2
    assert not any(map(question_varies, sheets[0].questions))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_variant_is_printed_on_every_sheet(language: str) -> None:
    say, sheet = speaker(language), sheet_of(TEST, "17")
    asked = render_questions(question_sheet(sheet, language), say)
    worked = render_answers(worked_sheet(sheet, {each.name: key_of(each) for each in sheet.questions}, language), say)

    for document in (asked, worked):
        assert say("sheet-variant", variant="17") in document.markdown
        assert document.sheet_id.endswith("-v17")
        assert "[[" not in document.markdown
    assert "[%" not in worked.markdown
    assert "derivation-" not in worked.markdown


def test_shuffled_questions_and_choices_keep_their_members(tmp_path: Path) -> None:
    choice = 'kind: choice\ngiven: ["z = x^2"]\nwanted: dz/dx\nshuffle: true\nchoices: ["2x", "x", "x^2", "2"]'
    place = bank(tmp_path, "questions: [a, b, c]\nshuffle: true", a=choice, b=choice, c=choice)
    sheets = [sheet_of(load_test(place), label) for label in LABELS]

    assert len({tuple(each.by_name) for each in sheets}) > 3
    assert len({each.by_name["a"].fields.choices for each in sheets}) > 10
    for sheet in sheets:
        asked = sheet.by_name["b"]
        assert sorted(asked.fields.choices) == ["2", "2x", "x", "x^2"]
        assert asked.fields.choices[key_of(asked).facts["choice"] - 1] == "2x"


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        ("a != b", (2, 2), False),
        ("a != b", (2, 3), True),
        ("a < b, a > 0", (1, 2), True),
        ("0 < a < b", (0, 2), False),
        ("a^2 = b", (3, 9), True),
        ("sqrt(a) < b", (2, 1), False),
        ("1/a > b", (0, 1), None),
    ],
)
def test_conditions_are_judged_exactly(condition: str, values: tuple[int, int], expected: bool | None) -> None:
    assert holds(read(condition).term, {"a": Fraction(values[0]), "b": Fraction(values[1])}) is expected


def test_a_condition_that_hardly_any_values_meet_is_met(tmp_path: Path) -> None:
    rare = question(tmp_path, formula("z = a x + b", "{a: integer 1..100, b: integer 1..100}", '"a b = 9700, a < b"'))

    assert drawn(rare, "5") == {"a": 97, "b": 100}


@pytest.mark.parametrize(
    ("parameters", "where", "code", "near"),
    [
        ("{a: integr 1..2}", "[]", "parameter-unknown", ""),
        ("{a: integer 3..2}", "[]", "parameter-unknown", ""),
        ("{z: integer 1..2}", "[]", "parameter-taken", ""),
        ("{x: integer 1..2}", "[]", "parameter-differentiated", ""),
        ("{ab: integer 1..2}", "[]", "parameter-no-name", ""),
        ("{a_1: integer 1..2}", "[a_2 > 1]", "where-unknown-name", "a_1"),
        ("{a: integer 1..2}", "[a + 1]", "where-unreadable", ""),
        ("{a: integer 1..2}", "[a > 2]", "where-never", ""),
        ("{a: integer 1..2}", '["__import__(1) != a"]', "where-unreadable", ""),
    ],
)
def test_faults_of_parameters_are_told_at_their_place(tmp_path: Path, parameters: str, where: str, code: str, near: str) -> None:
    with pytest.raises(BankError) as caught:
        question(tmp_path, formula("z = a x", parameters, where))

    (problem,) = [each for each in caught.value.problems if each.code == code]
    assert problem.line == (5 if code.startswith("parameter") else 6)
    assert problem.column > 1 or code == "where-never"
    assert near in ("", problem.facts.get("near"))


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("One.\n\n[[ c ]]", "body-unknown-name", 3),
        ("One.\n[% if a %]", "body-syntax", 2),
        ("[[ a.__class__.__mro__ ]]", "body-failed", 1),
        ("[[ a ** 99999999 ]]", "body-failed", 1),
        ("[[ 'x' * 99999999 ]]", "body-failed", 1),
        ("[[ tex('a +') ]]", "formula-unreadable", 1),
        ("[[ 1 / 0 ]]", "body-failed", 1),
    ],
)
def test_faults_of_texts_are_told_at_their_line(tmp_path: Path, body: str, code: str, line: int) -> None:
    place = bank(tmp_path, "questions: [one]", one=formula("z = a x", "{a: integer 1..2}"))
    file = tmp_path / "one.quiz.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Find it.", body), encoding="utf-8")

    with pytest.raises(BankError) as caught:
        load_test(place)

    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == (code, 8 + line)


def test_braces_of_tex_are_left_alone_and_matrices_of_questions_without_parameters_too() -> None:
    body = r"\frac{1}{2} {{ a }} {% if a %} {# a #} [[ a ]]"

    assert bodies.filled(body, {"a": Fraction(-1, 2)}) == body.replace("[[ a ]]", r"-\frac{1}{2}")
    with pytest.raises(TemplateError):
        bodies.filled("[[ b ]]", {"a": Fraction(1)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("t = a x + b y", "t = x - 2*y"),
        ("a/b", "-1/2"),
        ("dz/dx at x=b, y=a", "dz/dx at x = -2, y = 1"),
        ("x + 1", "x + 1"),
        ("a +", "a +"),
    ],
)
def test_values_are_put_in_as_a_person_writes_them(text: str, expected: str) -> None:
    assert with_values(text, {"a": Fraction(1), "b": Fraction(-2)}) == expected


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (formula("z = a x^2 + 3 x", "{a: integer 0..2}"), "variant-degenerate"),
        (
            'kind: choice\ngiven: ["z = a x + b"]\nwanted: dz/dx\nparameters: {a: integer 1..3, b: integer 1..3}\n'
            'choices: ["a", "b", "a + b", "0"]',
            "choices-equal",
        ),
        (formula("z = x/a", "{a: integer 0..3}"), ""),
        (formula("z = x^2", "{a: integer 2..4}", wanted="dz/dx at x=a"), "variant-blind"),
        (
            'kind: number\ngiven: ["z = x^2"]\nwanted: dz/dx at x=a\nparameters: {a: "one of 19/10, 3"}\ntolerance: {rtol: 1/10}',
            "variant-blind",
        ),
    ],
)
def test_a_stress_test_finds_the_variants_that_cannot_be_asked(tmp_path: Path, fields: str, code: str) -> None:
    found = stressed(question(tmp_path, fields), 30)

    assert found.flaws
    assert {flaw.code for flaw in found.flaws} == {code} or not code
    assert all(flaw.values for flaw in found.flaws)


def test_a_mistake_that_some_numbers_hide_is_told_unless_it_is_declared(tmp_path: Path) -> None:
    fields = formula("z = x^2", "{a: integer 2..4}", wanted="dz/dx at x=a")

    found = stressed(question(tmp_path, fields), 12).flaws
    labels = sorted({label for flaw in found for label in flaw.facts["labels"].split(", ")})
    declared = stressed(question(tmp_path, f"{fields}\nblind_spots: [{', '.join(labels)}]"), 12).flaws

    assert {flaw.values for flaw in found} == {"a = 2"}
    assert "not_differentiated" in labels  # a^2 is 2a
    assert not declared


@pytest.mark.parametrize("each", TEST.questions, ids=lambda each: each.name)
def test_shipped_questions_stand_the_stress_test(each: Question) -> None:
    assert not stressed(each, 60).flaws


@pytest.mark.parametrize(
    ("test", "code"),
    [
        ("questions: [a, {draw: 3, of: [b, c]}]", "draw-too-many"),
        ("questions: [a, b, c]\ndraw: 4", "draw-too-many"),
        ("questions: [a, {draw: 1, of: [b, a]}, c]", "bank-question-twice"),
        ("questions: [a, {draw: 1, of: [b, c]}]\ndraw: 2", "draw-twice"),
        ("questions: [{draw: 1, of: [a, dear]}, b, c]", "draw-unequal-points"),
        ("questions: [a, {darw: 1, of: [b, c]}]", "bank-unknown-field"),
    ],
)
def test_a_draw_that_cannot_be_made_or_is_unfair_is_a_fault(tmp_path: Path, test: str, code: str) -> None:
    plain = 'kind: formula\ngiven: ["z = x^2"]\nwanted: dz/dx'

    with pytest.raises(BankError) as caught:
        load_test(bank(tmp_path, test, a=plain, b=plain, c=plain, dear=f"points: 3\n{plain}"))

    assert code in {each.code for each in caught.value.problems}


def test_the_command_line_renders_checks_and_answers_variants(tmp_path: Path) -> None:
    def run(*words: str) -> str:
        result = CliRunner().invoke(main, words, env={"QUIZ_LANG": "en"})
        assert result.exit_code == 0, result.output
        return result.output

    run("render", "chain_rule_variants", "-o", str(tmp_path), "--format", "markdown", "--variants", "3", "--lang", "en")
    said = json.loads(run("answer", "chain_rule_variants/inner_linear", "2x", "--variant", "3", "--json"))

    assert len(list(tmp_path.glob("chain_rule_variants.v*.questions.en.md"))) == 3
    assert said["variant"] == "3"
    assert "40 variants made" in run("check", "chain_rule_variants", "--variants", "40")


def test_the_word_that_a_sheet_prints_heads_a_column_of_variants(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    for language in ("ja", "en"):
        word = speaker(language)("sheet-variant", variant="17").removesuffix("17").strip()
        file.write_text(f"student,question,answer,{word}\nA,inner_linear,2x,17\n", encoding="utf-8")

        assert [each.variant for each in read_answers(file, TEST).answers] == ["17"]


def test_a_number_names_no_question_where_sheets_differ_in_their_questions(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("student,variant,question,answer\nA,1,2,2x\nA,1,問3,2x\nA,1,inner_linear,2x\n", encoding="utf-8")

    found = read_answers(file, TEST)

    assert [each.question for each in found.answers] == ["inner_linear"]
    assert [each.row for each in found.skipped] == [2, 3]
