"""The lays to be cut, what a cutter tells of them, and the tickets of the bundles that are tied."""
