"""Which functions of a file belong together as forward and backward, and what the error is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from derivations.code.errors import CodeError
from derivations.code.interpreter import parameters_of
from derivations.code.listing import definitions_of
from derivations.code.model import expression
from derivations.code.names import parameter_names, self_attributes, stores

BACKWARD = (
    "backward",
    "backprop",
    "back_prop",
    "bprop",
    "backpropagation",
    "gradients",
    "gradient",
    "compute_gradients",
    "grads",
    "grad",
)
FORWARD = (
    "forward",
    "forward_pass",
    "forward_prop",
    "forward_propagation",
    "feedforward",
    "feed_forward",
    "predict",
    "model",
    "propagate",
)
LOSSES = ("loss", "cost", "E", "J", "L", "error", "total_loss")
UPSTREAM = re.compile(
    r"d_?(out|y|z|a|h|o|L|A|Z|Y|H|v|values|prev|next|next_h|h_next|scores|x_hat|X)\w*|grad_?\w*|delta\w*|upstream\w*|\w*_grad|dL_d\w+"
)
TARGETS = ("d", "t", "y", "Y", "T", "target", "targets", "label", "labels", "y_true", "one_hot")
_LOSS_NAME = re.compile(r"loss|cost|error|entropy|mse|nll|likelihood|objective", re.IGNORECASE)
_GRADIENT_TARGET = re.compile(r"d[A-Zx_]\w*|d[a-z]\d*|grad\w*|delta\w*|\w+_(delta|grad|gradient)")


@dataclass(frozen=True)
class Pair:
    """Functions that belong together, and the error.

    error: an expression, ``returned`` for what forward returns; None where ``upstream`` names backward's own gradient.
    """

    module: ast.Module
    forward: str
    backward: str
    error: ast.expr | None
    upstream: str | None


def pairs_of(module: ast.Module, forward: str | None = None, backward: str | None = None, loss: str | None = None) -> list[Pair]:
    """The pairs of a file, those that are named or all. Raises CodeError ``missing_function``, ``no_backward``, ``no_loss``."""
    defined = dict(definitions_of(module))
    for name in (forward, backward):
        if name is not None and name not in defined:
            raise CodeError("missing_function", function=name, file="", found=", ".join(defined))
    chosen = [backward] if backward else _backwards(defined)
    if not chosen:
        raise CodeError("no_backward", found=", ".join(defined))
    chosen = [each for each in chosen if not any(_calls(defined[other], each) for other in chosen if other != each)] or chosen
    pairs = [(forward or _forward_of(each, defined), each) for each in chosen]
    return [
        _pair(module, defined, ahead, back, None if len(pairs) > 1 and not _concerns(loss, defined, ahead, back) else loss)
        for ahead, back in pairs
    ]


def _concerns(loss: str | None, defined: Mapping[str, ast.FunctionDef], ahead: str, back: str) -> bool:
    """Whether an error that was named for a file is that of a pair: it takes no upstream gradient, and is of no other class."""
    method = next((name for name in defined if "." in name and loss in (name, name.rpartition(".")[2])), "")
    is_other = bool(method) and loss not in defined and method.rpartition(".")[0] != ahead.rpartition(".")[0]
    return upstream_of(defined, ahead, back) is None and not is_other


def _calls(function: ast.FunctionDef, name: str) -> bool:
    """Whether a function calls another one, whose conventions then are judged with its own."""
    called = (each.func for each in ast.walk(function) if isinstance(each, ast.Call))
    return any(isinstance(each, ast.Name) and each.id == name for each in called)


def _backwards(defined: Mapping[str, ast.FunctionDef]) -> list[str]:
    short = {name: name.rpartition(".")[2].lower() for name in defined}
    assigning = [name for name in defined if _assigns(defined[name])]
    for found in (
        [name for name in assigning if short[name] in BACKWARD],
        [name for name in assigning if "backward" in short[name] or "backprop" in short[name]],
        [name for name in assigning if "grad" in short[name]],
    ):
        if found:
            return found
    return _in_one_pass(defined)[:1]


def _in_one_pass(defined: Mapping[str, ast.FunctionDef]) -> list[str]:
    return [name for name, node in defined.items() if stores(node) & set(LOSSES) and _has_gradients(node)]


def one_pass_pairs(module: ast.Module, others: Sequence[Pair]) -> list[Pair]:
    """Functions that work out an error and its gradients themselves, beside pairs that were found by their names."""
    defined = dict(definitions_of(module))
    known = {each.backward for each in others}
    return [_pair(module, defined, name, name, None) for name in _in_one_pass(defined) if name not in known]


def _has_gradients(node: ast.FunctionDef) -> bool:
    """Whether a function stores to names such as ``dW``, or to ``d`` and a name of its own."""
    own = stores(node) | set(parameter_names(node.args))
    return any(_is_gradient(each) or (each[0] == "d" and each[1:] in own) for each in _targets(node))


def _assigns(node: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Assign | ast.AugAssign) for each in ast.walk(node))


def _targets(node: ast.FunctionDef) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(getattr(each, "ctx", None), ast.Store):
            yield each.id if isinstance(each, ast.Name) else ast.unparse(each)


def _is_gradient(target: str) -> bool:
    return bool(_GRADIENT_TARGET.fullmatch(target.partition("[")[0].rpartition(".")[2]))


def _forward_of(backward: str, defined: Mapping[str, ast.FunctionDef]) -> str:
    owner, _, short = backward.rpartition(".")
    prefix = f"{owner}." if owner else ""
    beside = [name for name in defined if name.rpartition(".")[0] == owner and name != backward]
    twins = [short.replace(word, other) for word, other in (("backward", "forward"), ("backprop", "forward"), ("bprop", "fprop"))]
    wanted = [f"{prefix}{each}" for each in (*twins, *FORWARD, "__call__")]
    found = next(
        (each for each in wanted if each in beside), next((each for each in beside if "forward" in each.lower()), backward)
    )
    if stores(defined[backward]) & set(LOSSES) and found != backward:
        taken = set(parameter_names(defined[backward].args)) & stores(defined[found])
        return found if taken or short in BACKWARD[:1] else backward
    return found


def _pair(module: ast.Module, defined: Mapping[str, ast.FunctionDef], forward: str, backward: str, loss: str | None) -> Pair:
    ahead, back = defined[forward], defined[backward]
    if loss is not None:
        known = stores(ahead) | set(parameter_names(ahead.args))
        known |= {each.attr for each in ast.walk(ahead) if isinstance(each, ast.Attribute)}
        return Pair(module, forward, backward, _loss(loss, defined, known | set(parameter_names(back.args)), ahead), None)
    upstream = upstream_of(defined, forward, backward)
    if upstream is not None:
        return Pair(module, forward, backward, None, upstream)
    if forward == backward:
        named = next((each for each in LOSSES if each in stores(ahead)), None)
        if named is not None:
            return Pair(module, forward, backward, ast.Name(named, ast.Load(), lineno=1, col_offset=0), None)
    return Pair(module, forward, backward, expression("returned"), None)


def upstream_of(defined: Mapping[str, ast.FunctionDef], forward: str, backward: str) -> str | None:
    """The parameter of backward that is a gradient from above, by its name, and that forward does not produce."""
    ahead = defined[forward]
    known = stores(ahead) | set(parameter_names(ahead.args))
    known |= {each.attr for each in ast.walk(ahead) if isinstance(each, ast.Attribute)}
    given = [each for each in parameters_of(defined[backward]) if each not in known and each != "self"]
    of_output = [each for each in given if re.sub(r"^(d_?|grad_|dL_d)", "", each) in stores(ahead) and each[0] in "dg"]
    return next((each for each in (*of_output, *given) if each in of_output or UPSTREAM.fullmatch(each)), None)


def loss_candidates(module: ast.Module) -> list[str]:
    """Functions and names of a file that may be the error, for whoever has to say which is."""
    defined = dict(definitions_of(module))
    return [
        f"{name}({', '.join(parameters_of(node))})"
        for name, node in defined.items()
        if _LOSS_NAME.search(name) and not re.match(r"d_|grad|derivative|\w*(deriv|prime|grad|backward)", name.rpartition(".")[2])
    ]


def _loss(text: str, defined: Mapping[str, ast.FunctionDef], known: set[str], ahead: ast.FunctionDef) -> ast.expr:
    text = text if text in defined else next((name for name in defined if name.endswith(f".{text}")), text)
    if text not in defined:
        return expression(text)
    parameters = [each for each in parameters_of(defined[text]) if each != "self"]
    output = _output(ahead)
    given = [each if each in known or output is None or (each in TARGETS and each != "y") else output for each in parameters]
    if len(set(given)) < len(given):
        given = parameters
    kept = {each.attr for each in self_attributes(ahead)} - stores(ahead) - set(parameter_names(ahead.args))
    called = f"self.{text.rpartition('.')[2]}" if "." in text else text
    return expression(f"{called}({', '.join(f'self.{each}' if each in kept else each for each in given)})")


def _output(ahead: ast.FunctionDef) -> str | None:
    """The name of what forward returns, the last where there are several and it is no cache."""
    returned = [each.value for each in ast.walk(ahead) if isinstance(each, ast.Return)]
    parts = returned[-1].elts if returned and isinstance(returned[-1], ast.Tuple) else returned[-1:]
    held = _containers(ahead)
    names = [ast.unparse(each) for each in parts if isinstance(each, ast.Name | ast.Attribute)]
    arrays = [each for each in names if "cache" not in each and each not in held]
    return arrays[-1] if arrays else "returned" if len(parts) == 1 and not isinstance(parts[0], ast.Name) else None


def _containers(function: ast.FunctionDef) -> set[str]:
    """The names that a function gives to lists, dictionaries and tuples."""
    kinds = ast.List | ast.Dict | ast.Tuple | ast.ListComp | ast.DictComp
    found: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, kinds):
            found |= {ast.unparse(each) for each in node.targets}
    return found
