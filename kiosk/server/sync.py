"""The two roads' end at the server: facts in, changes out."""




AT_ONCE = 8
"""Batches folded at a time in one process. More of them only wait for each other."""

LATER = {"Retry-After": "1"}
