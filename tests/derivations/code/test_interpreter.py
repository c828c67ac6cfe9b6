"""Listings are followed and never run; what is not known is refused with its line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from derivations.code.errors import CodeError
from derivations.code.interpreter import Interpreter
from derivations.code.listing import canonical, listing_of, load_listing, parsed
from derivations.code.primitives import PRIMITIVES
from derivations.code.values.floats import FLOATS
from derivations.code.values.nodes import Nodes, values_at
from derivations.code.values.symbolic import Symbolic, array_of


def run(body: str, **names: object) -> object:
    source = f"def f({', '.join(names)}):\n" + "\n".join(f"    {line}" for line in body.splitlines())
    return Interpreter(parsed(source), FLOATS).run("f", names).returned


@pytest.mark.parametrize(
    "body",
    [
        "import os",
        "return __import__('os')",
        "return open('x')",
        "return x.__class__",
        "return x.__class__.__mro__",
        "return eval('1')",
        "while True:\n    x = x",
        "return (lambda: 1)()",
        "return [z for y in range(4000) for z in range(4000)]",
        "return {y: y for y in range(10 ** 7)}",
        "return [[0] * 1000] * 10 ** 9",
        "return np.ones((10 ** 6, 10 ** 6))",
        "return np.ones(400)[:, None] * np.ones(400)",
        "return np.kron(x, x)",
        "return np.tile(x, 10 ** 9)",
        "return np.eye(10 ** 6)",
        "return np.einsum('ij,kl,mn->ijklmn', *[np.ones((99, 99))] * 3)",
        "return '%999999999d' % 1",
        "return f'{1:>999999999}'",
        "return '{:>999999999}'.format(1)",
        "return 9 ** 9 ** 9",
        "y = 3\nfor i in range(400):\n    y = y * y\nreturn y",
        "return g(g)",
        "h = lambda k: k(k)\nreturn h(h)",
        "x.tofile('x')",
        "np.add = np.subtract",
        "x.shape = (4,)",
        "x.__dict__ = 3",
        "return getattr(x, 'T')",
        "return x.__array_interface__['data']",
        "return np.core.multiarray.fromstring",
        "with open('x') as y:\n    pass",
        "try:\n    y = 1\nexcept BaseException:\n    pass",
        "class A(np.ndarray):\n    pass",
        "yield x",
        "return (y := x)",
        "return type(x)(3)",
        "return str.__subclasses__()",
        "return globals()",
        "return vars(x)",
        "del x",
        "async def g():\n    pass",
        "nonlocal_ = 1\nwhile nonlocal_:\n    nonlocal_ += 1",
        "return np.load('x')",
        "return x ** 10 ** 9",
        "return f(x)",
        "return np.fromfile",
        "exec('1')",
    ],
)
def test_what_is_not_in_the_tables_is_refused(body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CodeError):
        run(body, x=np.ones((2, 2)))

    assert not list(tmp_path.iterdir())


MATRIX, OTHER, VECTOR = np.linspace(0.2, 1.7, 6).reshape(2, 3), np.linspace(1.9, 0.3, 6).reshape(2, 3), np.array([0.5, -1.5, 2.0])
SMALL = np.array([[1.0, 2.0], [3.0, 5.0]])
ARGUMENTS: dict[str, tuple[object, ...]] = {
    **dict.fromkeys(("power",), (MATRIX, 3)),
    **dict.fromkeys(("add", "subtract", "multiply", "divide", "true_divide", "maximum", "minimum", "fmax"), (MATRIX, OTHER)),
    **dict.fromkeys(("heaviside",), (MATRIX - 1, 0.0)),
    **dict.fromkeys(("dot", "matmul"), (MATRIX, OTHER.T)),
    **dict.fromkeys(("inner", "outer", "vdot"), (VECTOR, VECTOR + 1)),
    **dict.fromkeys(("stack", "concatenate", "hstack", "vstack"), ([MATRIX, OTHER],)),
    **dict.fromkeys(("zeros", "ones", "empty"), ((2, 3),)),
    **dict.fromkeys(("eye", "identity"), (3,)),
    "full": ((2, 3), 2),
    "arange": (4,),
    "clip": (MATRIX, 0.5, 1.0),
    "where": (np.array([[True, False, True], [False, False, True]]), MATRIX, OTHER),
    "logical_and": (np.array([True, False]), np.array([True, True])),
    "logical_not": (np.array([True, False]),),
    "reshape": (MATRIX, (3, 2)),
    "expand_dims": (MATRIX, 0),
    "swapaxes": (MATRIX, 0, 1),
    "moveaxis": (MATRIX, 0, 1),
    "roll": (VECTOR, 1),
    "flip": (VECTOR,),
    "diag": (VECTOR,),
    "trace": (SMALL,),
    "broadcast_to": (VECTOR, (2, 3)),
    "tile": (VECTOR, 2),
    "pad": (MATRIX, ((1, 0), (2, 1))),
    "repeat": (VECTOR, 2),
    "einsum": ("ij,kj->ik", MATRIX, OTHER),
    "squeeze": (MATRIX.reshape(2, 1, 3),),
}


@pytest.mark.parametrize("name", PRIMITIVES)
def test_a_primitive_means_on_entries_what_it_means_on_numbers(name: str) -> None:
    arguments = ARGUMENTS.get(name, (MATRIX,))
    table, values = Nodes(), {}

    def entries(argument: object, label: str) -> object:
        if isinstance(argument, list):
            return [entries(each, f"{label}{at}") for at, each in enumerate(argument)]
        if not isinstance(argument, np.ndarray) or argument.dtype != float:
            return argument
        made = array_of(table, label, argument.shape)
        values.update({node.value: np.array([value]) for node, value in zip(made.flat, argument.flat, strict=True)})
        return made

    found = Symbolic(table).function(PRIMITIVES[name])(*(entries(each, f"x{at}") for at, each in enumerate(arguments)))
    expected = PRIMITIVES[name].numeric(*arguments)

    assert np.shape(found) == np.shape(expected)
    nodes = [table.of(each) for each in np.asarray(found, dtype=object).ravel()]
    known = values_at(table, values, 1, [])
    assert np.allclose([float(known[node.at][0]) for node in nodes], np.ravel(expected).astype(float), rtol=1e-12)


@pytest.mark.parametrize("name", PRIMITIVES)
def test_no_result_is_larger_than_its_shape_rule_says(name: str) -> None:
    arguments = ARGUMENTS.get(name, (MATRIX,))
    shape = PRIMITIVES[name].shape(*arguments)
    largest = max((np.size(each) for each in arguments if isinstance(each, np.ndarray)), default=1)

    assert np.size(PRIMITIVES[name].numeric(*arguments)) <= (largest if shape is None else int(np.prod(shape)))


SAME = [
    "grad['W1'] = np.dot(x.T, delta1)",
    'grad["W1"]=np.dot(x.T,delta1)  # W1',
    "   grad[ 'W1' ]  =  numpy.dot( x.T , delta1 )  ",
    "grad['W1'] = dot(x.T, delta1);",
]


@pytest.mark.parametrize("text", SAME)
def test_spacing_quotes_comments_and_prefixes_make_no_difference(text: str) -> None:
    listing = load_listing("derivations.network:backward", Path())

    found = canonical(text, listing.variables)

    assert found == next(each for each in listing.statements if each.line == 13).__class__(
        0, "grad['W1']", "dot(x.T, delta1)", "grad['W1'] = dot(x.T, delta1)"
    )


@pytest.mark.parametrize("text", ["", "a b", "x = ", "(" * 200, "-" * 200 + "x", "a\nb", "\\", "x" * 600, "\x00"])
def test_text_that_is_no_statement_is_none(text: str) -> None:
    assert canonical(text, frozenset()) is None


def test_a_missing_function_and_bad_syntax_are_said() -> None:
    with pytest.raises(CodeError, match="missing_function"):
        listing_of("def g(): pass", "f")
    with pytest.raises(CodeError, match="syntax"):
        listing_of("def f(:", "f")
