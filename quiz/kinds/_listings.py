"""What is wrong with the files, functions, shapes and names that a question about a listing speaks of, each at its field.

What only following the listing shows comes as a CodeError; ``refusal`` says which field of the question it concerns.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from derivations.code.errors import CodeError
from derivations.code.listing import Listing, definitions_of, functions_of, load_listing
from derivations.code.pairing import upstream_of
from quiz.answer_key import NoKey
from quiz.kinds._faults import Fault
from quiz.question import Question


def is_equation(wanted: str) -> bool:
    """Whether an equation is wanted, ``v = mu*v - lr*g``, and no derivative."""
    return "=" in wanted


def sources(question: Question) -> tuple[str, ...]:
    """The fields that name functions: without ``forward`` where nothing is differentiated."""
    return ("listing",) if is_equation(question.wanted) else ("listing", "forward")


def listing_faults(question: Question) -> Iterator[Fault]:
    """What is wrong with ``listing``, ``forward``, ``shapes`` and ``reading``."""
    found: dict[str, Listing] = {}
    for field in sources(question):
        reference = getattr(question.fields, field)
        if ":" not in reference:
            yield (field,), "code-no-function", {"reference": reference}
            continue
        try:
            found[field] = load_listing(reference, question.source.parent)
        except CodeError as error:
            yield (field,), f"code-{error.code}", _facts(error, reference, question.source.parent)
    if len(found) < 2:
        return  # one can't be read; or an equation is wanted, of symbols that _code_keys looks at
    listing, forward = found.values()
    if _place(question.fields.listing) != _place(question.fields.forward):
        yield ("forward",), "code-two-files", {"file": _place(question.fields.listing)}
        return
    yield from _shape_faults(question, listing, forward)
    yield from _reading_faults(question, listing.variables | forward.variables | set(question.fields.shapes))


def refusal(error: CodeError, question: Question) -> NoKey:
    """Why a listing could not be followed, at the field that it concerns."""
    loss = getattr(question.fields, "loss", "") or ""
    facts = {**error.facts, "reason": f"code-{error.code}"}
    if "equation" in error.facts:
        about = {**facts, "wanted": question.wanted, "line": str(error.inner or 1)}
        return NoKey("equation-not-followed", about, "shapes" if error.code == "shape" else "wanted")
    about_loss = error.code in ("no_loss", "loss_not_scalar") or error.facts.get("source", "?") in loss
    if error.inner is None and (about_loss or (error.line == 1 and error.facts.get("name", "?") in loss)):
        return NoKey("loss-not-usable", {**facts, "loss": loss, "line": "1", **_near_function(error, question)}, "loss")
    place = {"file": _place(getattr(question.fields, "listing", "")), "line": str(error.inner or error.line or "")}
    return NoKey("listing-not-followed", {**facts, **place}, "shapes" if error.code == "shape" else sources(question)[-1])


def _near_function(error: CodeError, question: Question) -> dict[str, str]:
    """The function of the file that a loss probably means."""
    module = load_listing(question.fields.listing, question.source.parent).module
    return _near(error.facts.get("name", ""), functions_of(module))


def _facts(error: CodeError, reference: str, folder: Path) -> dict[str, str]:
    """The facts of a refusal to load, with the nearest name that there is, and the place where the file is no Python."""
    place, _, function = reference.rpartition(":")
    facts = {**error.facts, "line": str(error.line or "")}
    match error.code:
        case "missing_file":
            known = [each.name for pattern in ("*.py", "*.ipynb") for each in folder.glob(pattern)]
            return {**facts, **_near(Path(place).name, known)}
        case "missing_function":
            return {**facts, **_near(function, error.facts["found"].split(", "))}
        case "syntax" | "python2" if error.line and not place.startswith("derivations."):
            column = getattr(error.__cause__, "offset", None) or 1
            return {**facts, "in_file": place, "in_column": str(column)}
    return facts


def known_names(question: Question) -> frozenset[str]:
    """What a derivative may be taken by: names, attributes, keys of forward, and what has a shape; nothing if it is unreadable."""
    try:
        forward = load_listing(question.fields.forward, question.source.parent)
    except CodeError:
        return frozenset()
    nodes = list(ast.walk(forward.function))
    attributes = {each.attr for each in nodes if isinstance(each, ast.Attribute)}
    keys = {each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return forward.variables | attributes | keys | frozenset(question.fields.shapes)


def _shape_faults(question: Question, listing: Listing, forward: Listing) -> Iterator[Fault]:
    """A parameter without a shape is taken for the dictionary of all arrays; one that is used as an array lacks its shape."""
    shapes = question.fields.shapes
    upstream = None if question.fields.loss else upstream_of(dict(definitions_of(listing.module)), forward.name, listing.name)
    missing = [
        each
        for function, produced in ((forward.function, frozenset[str]()), (listing.function, forward.variables))
        for each in (argument.arg for argument in function.args.args)
        if each not in produced | {*shapes, "self", upstream} and _is_array(each, function)
    ]
    if missing:
        yield ("shapes",), "shapes-missing", {"names": ", ".join(missing), "name": missing[0], **_near(missing[0], shapes)}


def _is_array(name: str, function: ast.FunctionDef) -> bool:
    """Whether a parameter is calculated with, and is nowhere looked into by a text such as ``network['W1']``."""
    nodes = list(ast.walk(function))
    looked_into = (each.value for each in nodes if isinstance(each, ast.Subscript) and isinstance(each.slice, ast.Constant))
    if any(isinstance(each, ast.Name) and each.id == name for each in looked_into):
        return False
    operands = [inner for each in nodes if isinstance(each, ast.BinOp) for inner in (each.left, each.right)]
    calls = [each for each in nodes if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)]
    operands += [inner for each in calls for inner in each.args]
    return any(isinstance(each, ast.Name) and each.id == name for each in operands)


def _reading_faults(question: Question, variables: Iterable[str]) -> Iterator[Fault]:
    """Readings that name what the listing does not have."""
    known = sorted(variables)
    for field in ("reading", "other_reading"):
        for symbol, meant in getattr(question.fields, field).items():
            if meant not in known:
                yield (field, symbol), "reading-unknown-variable", {"name": meant, "known": ", ".join(known), **_near(meant, known)}


def _near(name: str, known: Iterable[str]) -> dict[str, str]:
    near = difflib.get_close_matches(name, list(known), 1)
    return {"near": near[0] if near else ""}


def _place(reference: str) -> str:
    return reference.rpartition(":")[0]
