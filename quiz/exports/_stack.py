"""A formula question as a STACK question: the key for Maxima, and an answer tree whose branches are the known mistakes.

STACK (a question type of Moodle) judges by AlgEquiv, in Maxima. The tree asks first for the value, with the question's own
intermediates put in; then, of a right value, for the form; of a wrong one, whether a known mistake leads to it. What we would
not mark, STACK must not mark either: ``dz/dx`` as an answer is refused as unreadable, by its forbidden names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import cast
from xml.etree.ElementTree import Element, SubElement

from derivations.terms.domain import Domain
from derivations.terms.programs import MAXIMA, NoProgram, maxima
from derivations.terms.term import Term, name, subterms
from quiz.diagnosis import hint
from quiz.exports._xml import add_outcomes, decimal, html_text, text
from quiz.kinds._marking import Expression, Mistake
from quiz.messages import Say

VERSION = "2023010400"
OPTIONS = {
    "questionsimplify": "1",
    "assumepositive": "0",
    "assumereal": "1",
    "decimals": ".",
    "scientificnotation": "*10",
    "multiplicationsign": "dot",
    "sqrtsign": "1",
    "complexno": "i",
    "inversetrig": "cos-1",
    "logicsymbol": "lang",
    "matrixparens": "[",
    "variantsselectionseed": "",
}
INPUT = {
    "boxsize": "30",
    "strictsyntax": "1",
    "insertstars": "4",  # 2x and 2 x are products
    "syntaxhint": "",
    "syntaxattribute": "0",
    "forbidfloat": "0",
    "requirelowestterms": "0",
    "checkanswertype": "1",
    "mustverify": "1",
    "showvalidation": "1",
    "options": "",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the answer tree: AlgEquiv of two expressions, and for either outcome its score, note, feedback and next node."""

    student: str
    teacher: str
    scores: tuple[Fraction, Fraction]
    notes: tuple[str, str]
    feedback: tuple[str, str] = ("", "")  # HTML
    following: tuple[int, int] = (-1, -1)
    mode: str = "="  # what becomes of the scores of the nodes before: they are replaced, or "+" added to


@dataclass(frozen=True, slots=True)
class Stack:
    """What a STACK question is made of. tests: an answer, its score and the note at which the tree ends."""

    variables: str
    answer: str
    forbidden: str
    allowed: str
    computed: str
    nodes: tuple[Node, ...]
    tests: tuple[tuple[str, Fraction, str], ...]
    is_matrix: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A known mistake: its answer for Maxima, its share, the note that names it, and what the student is told (HTML)."""

    answer: str
    share: Fraction
    note: str
    told: str


FORMS = ("no_named",)  # what the tree can see of a form
KEY, FULL = "quizkey", "quizfull"  # the key, and the answer with the question's intermediates put in


def stack(marking: Expression, say: Say) -> Stack:
    """The question for STACK. Raises NoProgram where Maxima can't be asked, or can't see the demanded form."""
    if marking.form and marking.form[0] not in FORMS:
        raise NoProgram(marking.form[0])
    answer = maxima(marking.answer)
    meanings = {maxima(name(each)): maxima(meaning) for each, meaning in marking.named.items()}
    put_in = ", ".join(f"{each} = {meaning}" for each, meaning in meanings.items())
    functions = sorted({each.op for each in _terms(marking)} & {"sigmoid", "relu", "softplus", "step"})
    defined = [f"{each}(u) := {MAXIMA.meanings[each]('u')};" for each in functions]
    mistakes = list(_branches(marking.mistakes, say))
    form = marking.form if meanings else None
    size = cast(tuple[int, int], marking.answer.value) if marking.answer.op == "matrix" else None
    nodes = tuple(_entry_nodes(size, marking.entries) if size else _nodes(meanings, form, mistakes, say))
    right = nodes[1].notes[0] if form else nodes[0].notes[0]
    return Stack(
        variables="\n".join([*defined, *_assumptions(marking.domain), f"{KEY}: {answer};"]),
        answer=KEY,
        forbidden=",".join(sorted({f"d{each}" for each in marking.quantities} - marking.quantities | marking.refused)),
        allowed=",".join(functions),
        computed=f"{FULL}: subst([{put_in}], ans1);" if put_in else f"{FULL}: ans1;",
        nodes=nodes,
        tests=((KEY, Fraction(1), right), *((each.answer, each.share, each.note) for each in mistakes)),
        is_matrix=size is not None,
    )


def _terms(marking: Expression) -> Iterator[Term]:
    for each in (marking.answer, *marking.named.values()):
        yield from subterms(each)


def _nodes(meanings: dict[str, str], form: tuple[str, Fraction] | None, mistakes: list[Branch], say: Say) -> Iterator[Node]:
    """Value, form, then a node for each mistake."""
    first = 2 if form else 1
    yield Node(FULL, KEY, (Fraction(1), Fraction(0)), ("right", "wrong"), following=(1 if form else -1, first if mistakes else -1))
    if form:
        left = html_text(say("form-no_named", names=", ".join(meanings)))
        yield Node(
            f"freeof({', '.join(meanings)}, ans1)", "true", (Fraction(1), form[1]), ("right-form", "form-no_named"), ("", left)
        )
    for at, each in enumerate(mistakes, first):
        following = (-1, at + 1 if at + 1 < first + len(mistakes) else -1)
        yield Node(FULL, each.answer, (each.share, Fraction(0)), (each.note, f"not {each.note}"), (each.told, ""), following)


def _entry_nodes(size: tuple[int, int], credit: Fraction | None) -> Iterator[Node]:
    """The whole matrix, then a node for each entry that adds its share, where entries earn one."""
    yield Node(FULL, KEY, (Fraction(1), Fraction(0)), ("right", "wrong"), following=(-1, 1 if credit else -1))
    places = list(product(*(range(1, each + 1) for each in size))) if credit else []
    for at, (row, column) in enumerate(places, 1):
        next_one = at + 1 if at < len(places) else -1
        share, place = (credit or Fraction(0)) / len(places), f"[{row},{column}]"
        notes = (f"entry {row} {column}", f"not entry {row} {column}")
        yield Node(f"{FULL}{place}", f"{KEY}{place}", (share, Fraction(0)), notes, following=(next_one, next_one), mode="+")


def _branches(mistakes: Iterable[Mistake], say: Say) -> Iterator[Branch]:
    """The mistakes whose answers Maxima knows; a misconception that leads to several answers has a note for each."""
    seen: Counter[str] = Counter()
    for each in mistakes:
        try:
            answer = maxima(each.answer)
        except NoProgram:
            continue
        label = each.diagnosis[0].label
        seen[label] += 1
        told = html_text(" ".join(hint(each.diagnosis, say)))
        yield Branch(answer, each.share, label if seen[label] == 1 else f"{label} {seen[label]}", told)


def _assumptions(domain: Domain) -> Iterator[str]:
    """What is declared of the names, for Maxima to use."""
    for identifier, where in domain.assumptions.items():
        symbol = maxima(name(identifier))
        if where.low is not None:
            yield f"assume({symbol} {'>' if where.low_open else '>='} {maxima(where.low)});"
        if where.high is not None:
            yield f"assume({symbol} {'<' if where.high_open else '<='} {maxima(where.high)});"
        if where.nonzero:
            yield f"assume(notequal({symbol}, 0));"
        if where.kind in ("integer", "complex"):
            yield f"declare({symbol}, {where.kind});"


def add_stack(question: Element, found: Stack, domain: Domain, say: Say) -> None:
    """The parts of a Moodle question that are STACK's own."""
    text(question, "stackversion", VERSION)
    text(question, "questionvariables", found.variables)
    text(question, "specificfeedback", "[[feedback:prt1]]", "html")
    text(question, "questionnote", f"{{@{KEY}@}}", "html")
    text(question, "questiondescription", "", "html")
    complex_ones = any(each.kind == "complex" for each in domain.assumptions.values())
    for tag, value in (OPTIONS | ({"assumereal": "0"} if complex_ones else {})).items():
        SubElement(question, tag).text = value
    add_outcomes(question, "prt", "", say)
    asked = SubElement(question, "input")
    own = {"name": "ans1", "type": "algebraic", "tans": found.answer, "forbidwords": found.forbidden, "allowwords": found.allowed}
    own |= INPUT | ({"type": "matrix", "boxsize": "12"} if found.is_matrix else {})
    for tag, value in own.items():
        SubElement(asked, tag).text = value
    tree = SubElement(question, "prt")
    for tag, value in {"name": "prt1", "value": "1.0000000", "autosimplify": "1", "feedbackstyle": "1"}.items():
        SubElement(tree, tag).text = value
    text(tree, "feedbackvariables", found.computed)
    for number, node in enumerate(found.nodes):
        _add_node(tree, number, node)
    for number, (answer, score, note) in enumerate(found.tests, 1):
        _add_test(question, number, answer, score, note)


def _add_node(tree: Element, number: int, node: Node) -> None:
    element = SubElement(tree, "node")
    asked = {"name": str(number), "description": "", "answertest": "AlgEquiv", "sans": node.student, "tans": node.teacher}
    for tag, value in {**asked, "testoptions": "", "quiet": "1"}.items():
        SubElement(element, tag).text = value
    for at, outcome in enumerate(("true", "false")):
        SubElement(element, f"{outcome}scoremode").text = node.mode
        SubElement(element, f"{outcome}score").text = decimal(node.scores[at])
        SubElement(element, f"{outcome}penalty").text = ""
        SubElement(element, f"{outcome}nextnode").text = str(node.following[at])
        SubElement(element, f"{outcome}answernote").text = node.notes[at]
        text(element, f"{outcome}feedback", node.feedback[at], "html")


def _add_test(question: Element, number: int, answer: str, score: Fraction, note: str) -> None:
    """A test that STACK runs itself when the question is imported or upgraded."""
    element = SubElement(question, "qtest")
    SubElement(element, "testcase").text = str(number)
    SubElement(element, "description").text = note
    given = SubElement(element, "testinput")
    SubElement(given, "name").text = "ans1"
    SubElement(given, "value").text = answer
    expected = SubElement(element, "expected")
    SubElement(expected, "name").text = "prt1"
    SubElement(expected, "expectedscore").text = decimal(score)
    SubElement(expected, "expectedpenalty").text = decimal(Fraction(0))
    SubElement(expected, "expectedanswernote").text = note
