"""The program's version: a part of every verdict's fingerprint and of every key's hash, so in a place of its own."""

VERSION = "0.1.0"
