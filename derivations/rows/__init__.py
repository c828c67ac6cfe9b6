"""``quiz compare``: rows of a student's and a teacher's text in, verdicts out, as the JSON objects that FORMATS describes."""
