"""A worker's own day: every line of it with its reason, and the word that one is not right."""
