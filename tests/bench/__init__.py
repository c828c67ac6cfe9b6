"""``make bench``: this engine beside others, on the same pairs in the same run."""
