"""Answers made up by the hundred thousand: texts nobody would type, pairs that are equal or different by construction."""
