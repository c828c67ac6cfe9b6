"""Tests that a teacher might write, to be exported: of every kind of marking, with names and titles that are no help."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from quiz.answer_key import AnswerKey
from quiz.bank.loading import load_test
from quiz.key import key_of
from quiz.question import Test
from quiz.variants import FIRST, variant_of

HOSTILE = "<b>&\"'</b> ]]> :: {= ~ # } // [[input:ans1]] {@1+1@} \\n 勾配 😀 " + "長" * 300
BODY = 'A < b & "c" ]]> {@1+1@} [[1, 2]] $\\{x\\}$ ~ = # : \\\\ 😀\n\n```python\nx[[0]] = {1: "a"}  # {@a@}\n```'

FORMULAS = {
    "sigmoid_slope": (["y = sigmoid(x)"], "dy/dx", "{}"),
    "chain": (["z = sin(t)", "t = 3x + y"], "dz/dx", "{}"),
    "logarithm": (["y = log(x^2)"], "dy/dx", "{x: positive}"),
    "root": (["y = sqrt(x^2 + a^2)"], "dy/dx", "{a: positive}"),
    "largest": (["y = 2*sigmoid(x) + 1"], "max(dy/dx)", "{}"),
    "in_the_domain": (["z = a*b + c", "a = x^2", "b = sin(x)", "c = log(x)"], "dz/dx", "{}"),
    "two_steps": (["E = (v - d)^2 / 2", "v = sigmoid(u)", "u = w*x"], "dE/dw", "{}"),
}


def write_test(folder: Path, questions: Mapping[str, str], title: str = "Own") -> Test:
    """A test in a folder; ``questions`` are the texts of its files by name."""
    folder.mkdir(parents=True, exist_ok=True)
    quoted = title.replace("'", "''")
    (folder / "test.yaml").write_text(f"title: {{en: '{quoted}', ja: '{quoted}'}}\nquestions: [{', '.join(questions)}]\n", "utf-8")
    for name, text in questions.items():
        (folder / f"{name}.quiz.md").write_text(text, encoding="utf-8")
    return load_test(str(folder))


def formula(
    given: list[str], wanted: str, domain: str = "{}", more: str = "", title: str = "A title", body: str = "Find it."
) -> str:
    """A question file of the kind formula."""
    definitions = ", ".join(f'"{each}"' for each in given)
    quoted = title.replace("'", "''")
    fields = (
        f"kind: formula\ntitle: {{en: '{quoted}', ja: '{quoted}'}}\ngiven: [{definitions}]\nwanted: {wanted}\ndomain: {domain}\n"
    )
    return f"---\n{fields}{more}---\n# en\n{body}\n\n# ja\n{body}\n"


@cache
def shipped(name: str = "vanishing_gradient") -> tuple[Test, dict[str, AnswerKey]]:
    """A shipped test with its keys, which are obtained once."""
    test = load_test(name)
    return test, keys(test)


@cache
def numbers_and_matrices() -> tuple[Test, dict[str, AnswerKey]]:
    """Shipped questions of these kinds, of every marking that they come to, as one test, with their keys."""
    named = {
        "convolution": ("output_size", "filter_jacobian", "filter_gradient"),
        "forward_propagation": ("sigmoid_value", "softmax_share"),
        "output_and_loss": ("cross_entropy_value", "squared_error_gradient"),
        "recurrent_networks": ("hidden_state",),
        "deep_gradients": ("ten_layers",),
        "backpropagation": ("weight_gradient_matrix", "output_weights"),
    }
    questions = tuple(variant_of(load_test(test).by_name[name], FIRST) for test, names in named.items() for name in names)
    test = Test("mixed", {"ja": "数", "en": "Numbers"}, questions, "after", load_test("convolution").folder)
    return test, keys(test)


def keys(test: Test) -> dict[str, AnswerKey]:
    return {each.name: key_of(each) for each in test.questions}


def hostile(folder: Path) -> Test:
    """One question of each marking whose texts hold every character that some format gives a meaning."""
    choice = (
        f"---\nkind: choice\ngiven: [\"y = sigmoid(x)\"]\nwanted: max(dy/dx)\nchoices: ['0.25', '1', '1/2']\n---\n# en\n{BODY}\n"
    )
    return write_test(folder, {"f": formula(["z = t^2", "t = x + y"], "dz/dx", title=HOSTILE, body=BODY), "c": choice}, HOSTILE)


def formulas(folder: Path) -> Test:
    """Formula questions with several names, domains and functions."""
    return write_test(folder, {name: formula(*row) for name, row in FORMULAS.items()})
