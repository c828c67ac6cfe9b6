"""Begins a teacher's own test: a folder with one question that works, written to be changed."""

from __future__ import annotations

from pathlib import Path

TEST = """\
title: {ja: わたしのテスト, en: A test of my own}
questions: [first_question]        # the order in which they are asked; each is a file <name>.quiz.md
reveal: after                      # never | after | practice: when a student may be shown the key
"""

QUESTION = """\
---
kind: formula                      # formula | choice | code_line | code
points: 2
title: {ja: 合成関数の微分, en: A composite function}
given: ["z = sin(t)", "t = 3x + y"]    # definitions, in quotes; the key is derived from them, there is no answer to fill in
wanted: dz/dx
domain: {x: real, y: real}         # real | positive | nonnegative | nonzero | integer | complex | ge(a) | interval(a,b)
form: {target: no_named, credit: 1/2}  # an answer that is left in t earns half
---
# ja

$z = \\sin t$、$t = 3x + y$ のとき、$\\dfrac{dz}{dx}$ を $x$ と $y$ で表してください。

## explanation

解答用紙にだけ載る解説です。

# en

Let $z = \\sin t$ and $t = 3x + y$. Find $\\dfrac{dz}{dx}$ in terms of $x$ and $y$.

## explanation

An explanation, printed on the answer sheet only.
"""


def start_test(folder: Path) -> tuple[Path, ...]:
    """Write the files of a new test and return them. Raises OSError where the folder can't be written to."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {folder / "test.yaml": TEST, folder / "first_question.quiz.md": QUESTION}
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return tuple(files)
