"""Every question kind ships right, wrong, partial and unreadable answers; one test grades them all."""

from __future__ import annotations

import json

import pytest

from quiz import kinds
from quiz.bank.loading import find_question, load_test, shipped_tests
from quiz.checking import check_key
from quiz.explaining import has_sentence, sentence
from quiz.grading import grade
from quiz.key import key_of
from quiz.kinds._samples import Sample
from quiz.messages import languages, say
from quiz.registry import load
from quiz.variants import FIRST, variant_of
from quiz.verdict import OPEN, Outcome

KINDS = load(kinds)
SAMPLES = [(name, sample) for name, kind in KINDS.items() for sample in kind.SAMPLES]
QUESTIONS = [question.id for test in shipped_tests() for question in load_test(test).questions]


@pytest.mark.parametrize(("kind", "sample"), SAMPLES, ids=lambda value: value.text if isinstance(value, Sample) else value)
def test_every_sample_comes_to_its_outcome(kind: str, sample: Sample) -> None:
    question = variant_of(find_question(sample.question)[1], FIRST)

    verdict = grade(question, key_of(question), sample.text)

    assert question.kind == kind
    assert verdict.outcome is sample.outcome, verdict
    assert (verdict.points is None) == (verdict.outcome in OPEN)
    for evidence in verdict.evidence:
        for language in languages():
            for reveals in (True, False):
                said = sentence(evidence, lambda code, language=language, **facts: say(code, facts, language), reveals)
                assert " " in said or language == "ja", (said, evidence)
                assert "{$" not in said.replace(" ", ""), evidence
            assert has_sentence(evidence, language), evidence


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_names_answers_that_it_accepts_and_answers_that_it_must_reject(kind: str) -> None:
    outcomes = {sample.outcome for sample in KINDS[kind].SAMPLES}

    if hasattr(KINDS[kind], "NOTHING_WANTED"):
        assert outcomes == {Outcome.UNDECIDED, Outcome.BLANK}
    else:
        assert {Outcome.CORRECT, Outcome.INCORRECT, Outcome.INVALID} <= outcomes


@pytest.mark.parametrize("place", QUESTIONS)
def test_every_shipped_key_is_proved_and_cross_checked(place: str) -> None:
    _, question = find_question(place)

    key = check_key(question).key

    assert key.usable, key.evidence
    if hasattr(KINDS[question.kind], "NOTHING_WANTED"):
        assert key.is_supported("person")
    else:
        assert key.is_supported("derivation")
        assert key.is_supported("numpy")


def test_a_kept_key_is_loaded_and_a_damaged_or_wrong_one_is_not(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setenv("QUIZ_CACHE", str(tmp_path))
    _, question = find_question("vanishing_gradient/chain_rule")
    first = key_of(question)
    (file,) = tmp_path.rglob("*.json")

    assert key_of(question) == first
    for damage in ("{", file.read_text(encoding="utf-8").replace("2*(x + y)", "3*(x + y)")):
        file.write_text(damage, encoding="utf-8")
        assert key_of(question).answer == "2*(x + y)"


def test_a_kept_key_that_names_another_statement_is_not_believed(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setenv("QUIZ_CACHE", str(tmp_path))
    _, question = find_question("vanishing_gradient/find_dE_dw")
    first = key_of(question)
    (file,) = tmp_path.rglob("*.json")
    kept = json.loads(file.read_text(encoding="utf-8"))
    kept["answer"], kept["facts"]["line"] = "grad['W2'] = dot(z1.T, delta2)", 9
    file.write_text(json.dumps(kept), encoding="utf-8")

    assert key_of(question) == first


def test_a_key_that_disagrees_with_its_author_grades_nothing(tmp_path) -> None:
    (tmp_path / "test.yaml").write_text("questions: [one]\n", encoding="utf-8")
    (tmp_path / "one.quiz.md").write_text(
        '---\nkind: formula\ngiven: ["z = x^2"]\nwanted: dz/dx\nanswer: 3x\n---\n# en\nFind it.\n', encoding="utf-8"
    )
    _, question = find_question(f"{tmp_path}/one")

    key = key_of(question)

    assert not key.usable
    assert grade(question, key, "2x").outcome is Outcome.UNDECIDED
