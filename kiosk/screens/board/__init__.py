"""The floor board: every line of this factory, to be read from five metres."""
