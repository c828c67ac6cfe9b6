"""A derivation as the lines that a person reads, at three levels; language-free: maths, and the codes of rules.

Works on the derivation as data (``fold.as_json``), so a key from a cache reads like a new one.

brief:  the last step and, of an argument about a maximum, the statements it rests on.
normal: steps that only say that a constant is a constant are folded into the line of the quantity that they belong to; of the
        algebra between two formulas the reader sees what was put in and what came out.
full:   every step, and every rewrite as a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from derivations.steps.rule_names import code_of
from derivations.steps.rules.matrix import ELEMENTWISE
from derivations.steps.rules.matrix import RULES as MATRIX_RULES

Json = Mapping[str, Any]

LEVELS = ("brief", "normal", "full")

FOLDED = frozenset(["constant", "identity", "negative", "sum", "constant-multiple", "constant-divisor"])
DIRECT = FOLDED | {"softmax"}
"""Rules of which only the result is shown: what they leave to be differentiated is read off."""
MATRIX = frozenset([*(rule.name for rule in MATRIX_RULES), ELEMENTWISE, "paths-added"])
ARGUED = frozenset(["maximum", "minimum", "argmax", "argmin", "zeros", "product-bound", "bound-under-hypothesis", "norm-bound"])
INEQUALITIES = frozenset(["product-bound", "bound-under-hypothesis", "norm-of-product", "norm-of-diagonal", "norm-bound"])
FEW_REWRITES = 2
"""Rewrites after which a reader still sees what happened without the first of them."""
LONGEST_PUT_IN = 120
"""Characters of text up to which a gradient with everything put in is shown; the lines above it say the same."""

SIGNS = {"~": r"\approx", "<=": r"\le", "=": "=", "->": r"\to", "<=>": r"\iff", "in": r"\in", "": ""}
"""Relations between the members of a line, in LaTeX."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the rule that was applied, what its sentence speaks of, and the members of a chain of relations.

    parts: (relation to the member before it, term as text and LaTeX); the first relation is empty, or ``=`` where the line
    continues the one above.
    """

    id: str
    rule: str
    facts: Json
    parts: tuple[tuple[str, Json], ...]

    def written(self, form: str) -> str:
        """The line in ``text`` or ``latex``."""
        if form == "text":
            return " ".join(word for relation, term in self.parts for word in (relation, term["text"]) if word)
        return " ".join(word for relation, term in self.parts for word in (SIGNS[relation], _in_one_piece(relation, term)) if word)


def _in_one_piece(relation: str, term: Json) -> str:
    """LaTeX of a member; a relation that is itself a member (x = 1, -1/8 < 0) is grouped, so that it is not broken."""
    shown = str(term["latex"])
    return f"{{{shown}}}" if relation and any(f" {sign} " in shown for sign in ("=", "<", ">", r"\in")) else shown


def lines(derivation: Json, level: str = "normal") -> tuple[Line, ...]:
    """The lines of a derivation. Raises KeyError for a level that there is not."""
    return tuple(_LEVELS[level](derivation))


def answer(derivation: Json) -> Line:
    """What was asked, and what it is: equal to the answer, or at most that."""
    root = derivation["steps"][-1]
    relation = "<=" if root["rule"] in INEQUALITIES else "~" if _is_on_grid(derivation) else "="
    return Line(root["id"], code_of(root["rule"]), {}, (("", derivation["wanted"]), (relation, derivation["answer"])))


def _is_on_grid(derivation: Json) -> bool:
    return any(step["rule"] == "on-grid" for step in derivation["steps"])


def as_latex(derivation: Json, level: str = "normal") -> str:
    """The derivation as one aligned block, each line with the code of its rule."""
    rows: list[str] = []
    for line in lines(derivation, level):
        for at, (relation, term) in enumerate(line.parts):
            left = term["latex"] if at == 0 and not relation else ""
            right = "" if at == 0 and not relation else f"{SIGNS[relation]} {term['latex']}"
            if at == 1 and rows and rows[-1].endswith("& "):
                rows[-1] += right
            else:
                rows.append(f"{left} & {right}")
        rows[-1] += rf" && \text{{{line.rule}}}"
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


def _brief(derivation: Json) -> Iterator[Line]:
    root = derivation["steps"][-1]
    steps = {each["id"]: each for each in derivation["steps"]}
    if root["rule"] in ARGUED:
        yield from (_line(steps[each], steps, []) for each in root["premises"])
    yield _line(root, steps, _general(derivation))
    yield from _at_a_point(derivation)


def _general(derivation: Json) -> list[Json]:
    """The rewrites of the derivation's own trace up to where values are put in."""
    rewrites = derivation["trace"]
    return list(takewhile(lambda rewrite: rewrite["rule"] != "at-point", rewrites))


def _at_a_point(derivation: Json) -> Iterator[Line]:
    """Values put in: a line of its own, for it is no longer about the function."""
    special = derivation["trace"][len(_general(derivation)) :]
    if special:
        members = [("", derivation["wanted"]), *(("=", each["after"]) for each in (special[0], special[-1]))]
        yield Line("1", "at-point", {}, tuple(_distinct(iter(members))))


def _normal(derivation: Json) -> Iterator[Line]:
    steps = {each["id"]: each for each in derivation["steps"]}
    merged = {each["premises"][0] for each in derivation["steps"] if each["rule"] == "definition" and each["premises"]}
    root = derivation["steps"][-1]
    known: set[str] = set()
    for step in derivation["steps"]:
        is_told = step["id"] in merged or step["rule"] in FOLDED or step["before"]["text"] in known
        if step is root or not is_told:
            yield _line(step, steps, _general(derivation) if step is root else [])
        known.add(step["before"]["text"])
    yield from _at_a_point(derivation)


def _full(derivation: Json) -> Iterator[Line]:
    root = derivation["steps"][-1]
    for step in derivation["steps"]:
        yield Line(step["id"], code_of(step["rule"]), _facts(step), tuple(_shown(step, [("=", step["after"])])))
        for rewrite in [*step["trace"], *(derivation["trace"] if step is root else [])]:
            yield Line(step["id"], f"rewrite-{rewrite['rule']}", {}, (("=", rewrite["after"]),))


_LEVELS = {"brief": _brief, "normal": _normal, "full": _full}


def _line(step: Json, steps: Mapping[str, Json], extra: list[Json]) -> Line:
    inner = steps[step["premises"][0]] if step["rule"] == "definition" and step["premises"] else step
    members = [("=", term) for term in _members(step, inner, extra)]
    return Line(step["id"], code_of(inner["rule"]), _facts(inner), tuple(_distinct(_shown(step, members))))


def _facts(step: Json) -> Json:
    """What a sentence speaks of; ``inner`` where a rule looks into a function of a function, whose inside nobody has named."""
    return {**step["facts"], **({"inner": step["inner"]} if step.get("inner") else {})}


def _members(step: Json, inner: Json, extra: list[Json]) -> Iterator[Json]:
    """The right sides of a step, from the rule's own to what they come to."""
    if inner is not step:
        yield inner["before"]
    if step["rule"] in MATRIX:
        yield step["after"]
        if step["id"] == "1" and len(step["result"]["text"]) <= LONGEST_PUT_IN:
            yield step["result"]
        return
    if inner["premises"] and inner["rule"] not in DIRECT:
        yield inner["after"]
        named = [each["after"] for each in inner["trace"] if each["rule"] == "in-names"]
        yield from named or (each["after"] for each in inner["trace"] if each["rule"] == "premises")
    yield step["result"]
    if len(extra) > FEW_REWRITES:
        yield extra[0]["after"]
    if extra:
        yield extra[-1]["after"]


def _shown(step: Json, members: list[tuple[str, Json]]) -> Iterator[tuple[str, Json]]:
    """The members with what stands before them; statements that are no equations are shown as what they are."""
    match step["rule"]:
        case "square-nonnegative" | "known-range":
            yield "", step["after"]
        case "stationary-points" if step["after"].get("items") == []:
            yield (
                "",
                {
                    form: term.replace("=", r"\ne" if form == "latex" else "!=")
                    for form, term in step["before"].items()
                    if form in ("text", "latex")
                },
            )
        case "stationary-points":
            yield "", step["before"]
            variable, places = step["facts"]["variable"], step["after"]
            among = ("in", r"\in") if "items" in places else ("=", "=")
            yield (
                "<=>",
                {
                    "text": f"{variable['text']} {among[0]} {places['text']}",
                    "latex": f"{variable['latex']} {among[1]} {places['latex']}",
                },
            )
        case rule if rule in INEQUALITIES:
            yield "", step["before"]
            yield "<=", step["after"]
        case "on-grid":
            yield "", step["before"]
            yield "~", step["after"]
        case "limits-at-ends":
            yield "", step["before"]
            items = step["after"]["items"]
            ends = items[:1] if items[0] == items[-1] else items
            yield "->", {form: ", ".join(each[form] for each in ends) for form in ("text", "latex")}
        case _:
            yield "", step["before"]
            yield from members


def _distinct(parts: Iterator[tuple[str, Json]]) -> Iterator[tuple[str, Json]]:
    """The parts without repetitions of one that stands right before."""
    previous = None
    for relation, term in parts:
        if term["text"] != previous:
            yield relation, term
        previous = term["text"]
