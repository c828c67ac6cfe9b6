"""What the columns of a table of answers are: the student, a question, an answer, or of no use; and what a cell of Moodle's says.

Headers are free text, so whatever was found is returned for a person to see, and ``--map`` decides otherwise. What can't be decided
is refused and never guessed: two columns for one question are no choice between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from quiz.imports import Unusable
from quiz.question import Test

# Who an answer is by: the sooner named, the rather taken, since a number of a student is more of a name than an address is.
NUMBER = ("student", "student id", "学籍番号", "学生番号", "学生証番号", "id number", "idnumber", "idナンバー", "id")
NUMBER_BEGINS = ("学籍番号", "学生番号", "学生証番号", "student id", "student number", "student no")
"""Beginnings of a question for a student's number, as in 学籍番号を入力してください."""
ADDRESS = (
    "user",
    "username",
    "ユーザ名",
    "ユーザー名",
    "email",
    "email address",
    "emailaddress",
    "メールアドレス",
    "name",
    "氏名",
    "名前",
)
ROLES = {
    "question": ("question", "item", "設問", "問題", "問"),
    "answer": ("answer", "response", "解答", "回答"),
    "variant": ("variant", "版", "バージョン"),
    "attempt": ("attempt", "回", "回数"),
    "time": ("time", "timestamp", "タイムスタンプ"),
}
IGNORED = "-"
_NUMBERED = r"\s*{number}(?!\d)"
_RESPONSE = re.compile(r"(response|解答|回答|答案)\s*\d+")
_STATE = frozenset({"state", "status", "状態", "受験状態", "ステータス"})


def plain(text: str) -> str:
    """A header or a name, for comparing: width, case and spaces make no difference.

    >>> plain(" Ｑ１_Answer ")
    'q1 answer'
    """
    return re.sub(r"[\s_]+", " ", unicodedata.normalize("NFKC", text)).strip().lower()


def columns_of(header: Sequence[str], test: Test, mapped: Mapping[str, str]) -> dict[str, str]:
    """What each column is: ``student``, a role, ``=name`` of a question, or ``-``; ``mapped`` goes before. Raises Unusable."""
    unknown = [column for column in mapped if column not in header]
    if unknown:
        raise Unusable("answers-no-column", column=unknown[0], known=_named(header))
    found = {column: _mapped(meaning, test) for column, meaning in mapped.items()}
    free = [column for column in header if column not in found]
    if "student" not in found.values():
        who = _students(free)
        found |= {who[0]: "student"} if who else {}
    from_moodle = is_moodle(header)
    for column in header:
        if column not in found:
            role = next((role for role, names in ROLES.items() if plain(column) in names and role not in found.values()), None)
            again = re.fullmatch(r"(.*) \(\d+\)", column)  # the same header a second time
            named = again[1] if again and again[1] in header else column
            question = None if role or (from_moodle and not _RESPONSE.match(plain(column))) else question_of(named, test)
            found[column] = role or (f"={question}" if question else IGNORED)
    _check(found, header, test)
    return {column: found[column] for column in header}


def is_header(cells: Sequence[str], mapped: Mapping[str, str]) -> bool:
    """Whether these are names of columns, and no title above them: one names the student, or is one that ``--map`` speaks of.

    >>> is_header(["時刻", "学籍番号（半角）", "問1"], {}), is_header(["小テスト", "学生"], {})
    (True, False)
    """
    return bool(_students(cells)) or not mapped.keys().isdisjoint(each.strip() for each in cells)


def _students(header: Sequence[str]) -> list[str]:
    """The columns that may name the student, the likeliest first; a remark in brackets, as in 学籍番号（半角）, is no matter."""
    known = {column: re.sub(r"(?<=.)\s*[(\[【「<].*$", "", plain(column)) for column in header}

    def called(names: Sequence[str]) -> list[str]:
        return [column for each in names for column, name in known.items() if name == each]

    begun = [column for column, name in known.items() if name.startswith(NUMBER_BEGINS)]
    return list(dict.fromkeys([*called(NUMBER), *begun, *called(ADDRESS)]))


def is_moodle(header: Sequence[str]) -> bool:
    """Whether this is Moodle's table of responses: numbered responses, and the state of the attempt.

    >>> is_moodle(["Surname", "State", "Response 1"]), is_moodle(["氏名", "回答 1"])
    (True, False)
    """
    known = [plain(column) for column in header]
    return any(_RESPONSE.fullmatch(each) for each in known) and not _STATE.isdisjoint(known)


def moodle_answer(text: str) -> str:
    """What a student typed or took, out of a cell of Moodle's table: a hyphen is no answer there, and STACK adds its own.

    >>> moodle_answer("Seed: 1; ans1: 2*(x+y) [score]; prt1: # = 1 | right"), moodle_answer(" 7  delta2 = f(d, y)")
    ('2*(x+y)', '7')
    """
    typed = text.strip()
    if typed in ("-", ""):
        return ""
    stack = re.match(r"(?:Seed: [^;]*; )?ans1: (.*?) \[(?:score|valid|invalid|blank)\](?:;|$)", typed, re.DOTALL)
    line = re.match(r"(\d{1,4})  +\S", typed)  # a line of a listing, as our export prints it
    return stack[1] if stack else line[1] if line else typed


def question_of(text: str, test: Test) -> str | None:
    """The question that a header or a cell means: its name or id, its title in any language, or its number.

    A number means nothing where sheets have other questions, or another order, in each variant.
    """
    wanted = plain(text)
    for question in test.questions:
        if wanted in {plain(each) for each in (question.name, question.id, *question.titles.values())}:
            return question.name
    numbered = () if test.draws or test.shuffle else tuple(enumerate(test.questions, 1))
    starts = [
        question.name
        for number, question in numbered
        if wanted == str(number)
        or re.match(rf"(問題?|設問|q|question|第|response|解答|回答|答案){_NUMBERED.format(number=number)}", wanted)
    ]
    return starts[0] if len(starts) == 1 else None


def _mapped(meaning: str, test: Test) -> str:
    """What ``--map COLUMN=meaning`` says: a role, a question, or a hyphen for a column that is not to be used."""
    if meaning in ("student", IGNORED, *ROLES):
        return meaning
    question = question_of(meaning, test)
    if question is None:
        raise Unusable("answers-unknown-question", question=meaning, known=", ".join(each.name for each in test.questions))
    return f"={question}"


def _named(header: Sequence[str]) -> str:
    """The columns that have a name, for a person to choose from."""
    return ", ".join(each for each in header if re.sub(r"\(\d+\)", "", each).strip())


def _check(found: Mapping[str, str], header: Sequence[str], test: Test) -> None:
    """Refuse a table that names no students, or no questions, or something twice."""
    if "student" not in found.values():
        raise Unusable("answers-no-student", known=_named(header))
    is_long = {"question", "answer"} <= set(found.values())
    wide = [role for role in found.values() if role.startswith("=")]
    if not is_long and not wide:
        raise Unusable("answers-no-question", known=_named(header), questions=", ".join(each.name for each in test.questions))
    taken = [role for role in found.values() if role != IGNORED]
    for role in taken:
        if taken.count(role) > 1 and not (is_long and role.startswith("=")):
            columns = ", ".join(column for column in header if found[column] == role)
            raise Unusable("answers-column-twice", columns=columns, meaning=role.removeprefix("="))
