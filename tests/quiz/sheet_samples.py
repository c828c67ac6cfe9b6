"""The confirmation test as views, in both languages, and the words that sheets ask for: what the sheet tests render."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quiz.sheets import (
    ChoiceView,
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
)

LANGUAGES = ("ja", "en")

WORDS: dict[str, dict[str, str]] = {
    "sheet-question": {"ja": "問 {number}", "en": "Question {number}"},
    "sheet-points": {"ja": "{points} 点", "en": "{points} pt"},
    "sheet-student-id": {"ja": "学籍番号", "en": "Student ID"},
    "sheet-student": {"ja": "学生", "en": "Student"},
    "sheet-name": {"ja": "氏名", "en": "Name"},
    "sheet-score": {"ja": "得点", "en": "Score"},
    "sheet-answer": {"ja": "解答", "en": "Answer"},
    "sheet-derivation": {"ja": "導出", "en": "Derivation"},
    "sheet-proof": {"ja": "証明", "en": "Proof"},
    "sheet-crosscheck": {"ja": "照合", "en": "Cross-check"},
    "sheet-explanation": {"ja": "解説", "en": "Explanation"},
    "sheet-worked-answers": {"ja": "解答と導出", "en": "Answers and derivations"},
    "sheet-feedback": {"ja": "採点結果", "en": "Feedback"},
    "sheet-report": {"ja": "クラスの結果", "en": "Class report"},
    "sheet-your-answer": {"ja": "あなたの解答", "en": "Your answer"},
    "sheet-read-as": {"ja": "読み取った式", "en": "Read as"},
    "sheet-blank": {"ja": "無解答", "en": "no answer"},
    "sheet-listing-above": {"ja": "コードは問 {number} のものを使う。", "en": "Use the code of question {number}."},
    "sheet-students": {"ja": "{count} 人", "en": "students: {count}"},
    "sheet-wrong-answers": {"ja": "誤答", "en": "Wrong answers"},
}

LISTING = """\
def backward(network: Network, x: Array, d: Array, z1: Array, y: Array) -> Network:
    \"\"\"The gradient of E for every parameter of ``forward``, to be handed to the update as it is.\"\"\"
    x, d = np.atleast_2d(x), np.atleast_2d(d)
    W2 = network['W2']
    grad = {}

    delta2 = d_mean_squared_error(d, y)
    grad['b2'] = np.sum(delta2, axis=0)
    grad['W2'] = np.dot(z1.T, delta2)

    delta1 = np.dot(delta2, W2.T) * d_sigmoid(z1)
    grad['b1'] = np.sum(delta1, axis=0)
    grad['W1'] = np.dot(x.T, delta1)

    return grad"""

E_Y = r"\frac{\partial E}{\partial \mathbf{y}}"
Y_U = r"\frac{\partial \mathbf{y}}{\partial \mathbf{u}}"
U_W = r"\frac{\partial \mathbf{u}}{\partial w_{ji}^{(2)}}"
CHOICES = tuple(ChoiceView(f"({index})", text) for index, text in enumerate(("0.15", "0.25", "0.35", "0.45"), start=1))

BODIES = {
    "ja": (
        (
            "連鎖律",
            "変数 $z$ は $t$ を、$t$ は $x$ と $y$ を通して決まる。\n\n"
            "$$\\begin{aligned} z &= t^2 \\\\ t &= x + y \\end{aligned}$$\n\n連鎖律を用いて $\\dfrac{dz}{dx}$ を求めよ。",
        ),
        ("シグモイド関数の微分の最大値", "シグモイド関数の導関数は、入力が $0$ のとき最も大きくなる。そのときの値を選べ。"),
        ("誤差の出力による微分", f"次のコードのうち、$\\displaystyle {E_Y}$ を計算している文はどれか。行番号または文で答えよ。"),
        ("中間層のデルタ", f"$\\displaystyle {E_Y}{Y_U}$ を計算している文はどれか。"),
        ("重みの勾配", f"$\\displaystyle {E_Y}{Y_U}{U_W}$ を計算している文はどれか。"),
    ),
    "en": (
        (
            "Chain rule",
            "The variable $z$ depends on $x$ through $t$.\n\n"
            "$$\\begin{aligned} z &= t^2 \\\\ t &= x + y \\end{aligned}$$\n\nFind $\\dfrac{dz}{dx}$ by the chain rule.",
        ),
        (
            "Maximum of the sigmoid's derivative",
            "The derivative of the sigmoid is largest where its input is $0$. Choose its value there.",
        ),
        (
            "The error by the output",
            f"Which statement of this code computes $\\displaystyle {E_Y}$? Give its line number or the statement.",
        ),
        ("The delta of the hidden layer", f"Which statement computes $\\displaystyle {E_Y}{Y_U}$?"),
        ("The gradient of a weight", f"Which statement computes $\\displaystyle {E_Y}{Y_U}{U_W}$?"),
    ),
}

CHAIN = {
    "ja": (
        ("べき乗の微分", r"\frac{dz}{dt} = 2t"),
        ("和の微分（$y$ は定数）", r"\frac{dt}{dx} = 1"),
        ("連鎖律", r"\frac{dz}{dx} = \frac{dz}{dt} \cdot \frac{dt}{dx} = 2t \cdot 1"),
        ("$t = x + y$ を代入", "= 2(x + y)"),
    ),
    "en": (
        ("power rule", r"\frac{dz}{dt} = 2t"),
        ("derivative of a sum; $y$ is a constant", r"\frac{dt}{dx} = 1"),
        ("chain rule", r"\frac{dz}{dx} = \frac{dz}{dt} \cdot \frac{dt}{dx} = 2t \cdot 1"),
        ("put $t = x + y$ back", "= 2(x + y)"),
    ),
}
SIGMOID = {
    "ja": (
        ("定義", r"\sigma(u) = \frac{1}{1 + e^{-u}}"),
        ("商の微分", r"\sigma'(u) = \frac{e^{-u}}{\left(1 + e^{-u}\right)^{2}}"),
        ("$\\sigma$ で書き直す", r"= \sigma(u)\left(1 - \sigma(u)\right)"),
        ("平方完成", r"\frac{1}{4} - \sigma(u)\left(1 - \sigma(u)\right) = \left(\sigma(u) - \frac{1}{2}\right)^{2} \geq 0"),
    ),
    "en": (
        ("definition", r"\sigma(u) = \frac{1}{1 + e^{-u}}"),
        ("quotient rule", r"\sigma'(u) = \frac{e^{-u}}{\left(1 + e^{-u}\right)^{2}}"),
        ("written in $\\sigma$ again", r"= \sigma(u)\left(1 - \sigma(u)\right)"),
        (
            "a square is never negative",
            r"\frac{1}{4} - \sigma(u)\left(1 - \sigma(u)\right) = \left(\sigma(u) - \frac{1}{2}\right)^{2} \geq 0",
        ),
    ),
}
PROOF = {
    "ja": (
        "各行は SymPy による導出と一致し、SymPy を使わない数値計算でも確かめた。",
        "等号は $\\sigma(u) = \\frac{1}{2}$、すなわち $u = 0$ のときに限る。",
    ),
    "en": (
        "Every line agrees with SymPy's own derivation and with numbers computed without SymPy.",
        "Equality holds only where $\\sigma(u) = \\frac{1}{2}$, that is at $u = 0$.",
    ),
}
CROSS = {
    "ja": ("NumPy の逆伝播、中心差分、複素ステップと 5 点で一致した（相対誤差 $3 \\times 10^{-16}$ 以下）。",),
    "en": (
        "The NumPy backward pass, central differences and the complex step agree at 5 points (relative error at most $3 \\times 10^{-16}$).",
    ),
}
EXPLANATION = {
    "ja": "別の読み方では $\\mathbf{u}$ を出力層の入力とする。そのときは `delta2` と `grad['W2']` になる。行列で書けば "
    "$$\\frac{\\partial E}{\\partial W} = \\begin{pmatrix} x_1 \\delta_1 & x_1 \\delta_2 \\\\ x_2 \\delta_1 & x_2 \\delta_2 \\end{pmatrix}, \\quad "
    "\\operatorname{relu}'(u) = \\begin{cases} 1 & u > 0 \\\\ 0 & u \\leq 0 \\end{cases}$$",
    "en": "Under the other reading $\\mathbf{u}$ is the output layer's input; then the answers are `delta2` and `grad['W2']`. As a matrix, "
    "$$\\frac{\\partial E}{\\partial W} = \\begin{pmatrix} x_1 \\delta_1 & x_1 \\delta_2 \\\\ x_2 \\delta_1 & x_2 \\delta_2 \\end{pmatrix}, \\quad "
    "\\operatorname{relu}'(u) = \\begin{cases} 1 & u > 0 \\\\ 0 & u \\leq 0 \\end{cases}$$",
}
TITLE = {"ja": "勾配消失の確認テスト", "en": "Vanishing gradients: confirmation test"}


def say_in(language: str) -> Callable[..., str]:
    """The words of a language, as the sheets ask for them."""

    def say(code: str, **facts: Any) -> str:
        return WORDS[code][language].format(**facts)

    return say


def questions(language: str) -> tuple[QuestionView, ...]:
    """The five questions."""
    return tuple(
        QuestionView(
            number,
            title,
            "2",
            body,
            choices=CHOICES if number == 2 else (),
            listing=LISTING if number > 2 else None,
            room={1: 5}.get(number, 2),
        )
        for number, (title, body) in enumerate(BODIES[language], start=1)
    )


def question_sheet(language: str) -> Sheet:
    """The question sheet."""
    return Sheet(TITLE[language], language, questions(language), "10", "vanishing_gradient-7f3a")


def worked_sheet(language: str) -> WorkedSheet:
    """The worked answers."""
    one, two, three, four, five = questions(language)

    def lines(rows: tuple[tuple[str, str], ...]) -> tuple[LineView, ...]:
        return tuple(LineView(sentence, tex) for sentence, tex in rows)

    worked = (
        WorkedView(one, "$2(x + y)$", lines(CHAIN[language]), PROOF[language][:1], CROSS[language]),
        WorkedView(two, "(2) 0.25", lines(SIGMOID[language]), PROOF[language], CROSS[language]),
        WorkedView(three, "`delta2 = d_mean_squared_error(d, y)`", crosscheck=CROSS[language]),
        WorkedView(four, "`delta1 = np.dot(delta2, W2.T) * d_sigmoid(z1)`", crosscheck=CROSS[language]),
        WorkedView(five, "`grad['W1'] = np.dot(x.T, delta1)`", crosscheck=CROSS[language], explanation=EXPLANATION[language]),
    )
    return WorkedSheet(TITLE[language], language, worked, "10", "vanishing_gradient-7f3a")


def feedback_sheet(language: str, student: str = "青木 <b>さくら</b>", answer: str = "2(x+y)") -> FeedbackSheet:
    """One student's feedback, on answers that were typed in every awkward way."""
    titles = [title for title, _ in BODIES[language]]
    words = {"ja": ("正解", "不正解", "読み取れない"), "en": ("correct", "incorrect", "unreadable")}[language]
    told = {
        "ja": ("x = 1, y = 2 で、あなたの式は 2、正しい値は 6 です。", "内側の関数の微分が抜けています。"),
        "en": ("At x = 1, y = 2 yours is 2 and the right value is 6.", "The derivative of the inner function is missing."),
    }[language]
    items = (
        FeedbackView(1, titles[0], answer, r"2 \left(x + y\right)", words[0], "2 / 2"),
        FeedbackView(2, titles[1], "2x", "2 x", words[1], "0 / 2", told),
        FeedbackView(3, titles[2], "delta2 = (\n\t`y` - d)", None, words[2], "— / 2", told[1:]),
        FeedbackView(4, titles[3], "x" * 300, None, words[2], "— / 2", told[1:]),
        FeedbackView(5, titles[4], "  ", None, words[1], "0 / 2"),
    )
    return FeedbackSheet(TITLE[language], language, student, "2 / 10", items, "vanishing_gradient-7f3a")


def report_sheet(language: str) -> ReportSheet:
    """The class report."""
    words = {"ja": ("正解", "不正解"), "en": ("correct", "incorrect")}[language]
    reason = {"ja": "内側の関数の微分が抜けています。", "en": "The derivative of the inner function is missing."}[language]
    groups = (GroupView("2*x", reason, ("s01", "s02 *x*", "青木")), GroupView("a|b`c", reason, ("s03",)))
    items = tuple(
        ReportView(number, title, "2", ((words[0], 26), (words[1], 4)), groups if number == 1 else ())
        for number, (title, _) in enumerate(BODIES[language], start=1)
    )
    return ReportSheet(TITLE[language], language, 30, items)
