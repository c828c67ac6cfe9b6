"""ONE FILE PER QUESTION KIND. A kind is a module that answers for everything which is particular to it:

Fields              a frozen dataclass: its fields in a question file, beside the common ones
faults(question)    what is wrong with them, as (field path, code, facts)
make_key(question)  the derived, proved and cross-checked key
put_in(question, key)    optional: the key of a variant from the key of its question; without it each variant is derived by itself
recheck(question, key)   whether a key from the cache still holds, by ``compare`` and without SymPy
materials(question) optional: texts beside the fields that the key depends on
grade(question, key, text)   the verdict
presented(question) what a question sheet shows beside the question's text
marking(question, key)   optional: how a program that is not ours can mark it (``_marking``); without it a person does
allowed(question)   optional: the tolerance within which an answer is right; None where there is none
carried(parts, typed, verdicts)   optional: which wrong parts follow rightly from the answers before them (``quiz.parted``)
CREDITS             optional: the words that ``credit`` may use beside misconceptions
NOTHING_WANTED      True where there is nothing to derive, so that a question has no ``wanted``
SAMPLES             right, wrong, partial and unreadable answers to shipped questions

Modules whose name begins with an underscore are shared by kinds.
"""
