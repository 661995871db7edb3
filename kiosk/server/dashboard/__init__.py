"""What the front end's dashboards read: the same numbers as the live board's, from the same rollups, in its shapes."""
