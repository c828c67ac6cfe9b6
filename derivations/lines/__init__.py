"""Judging a derivation that somebody wrote, line by line: its text as statements, each statement beside what is true and beside
what was written before."""
