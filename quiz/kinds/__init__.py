"""ONE FILE PER QUESTION KIND. A kind is a module that answers for everything which is particular to it:

Fields              a frozen dataclass: its fields in a question file, beside the common ones
faults(question)    what is wrong with them, as (field path, code, facts)
make_key(question)  the derived, proved and cross-checked key
recheck(question, key)   whether a key from the cache still holds, by ``compare`` and without SymPy
materials(question) texts beside the fields that the key depends on
grade(question, key, text)   the verdict
presented(question) what a question sheet shows beside the question's text
NOTHING_WANTED      True where there is nothing to derive, so that a question has no ``wanted``
SAMPLES             right, wrong, partial and unreadable answers to shipped questions

Modules whose name begins with an underscore are shared by kinds.
"""
