"""The central program: FastAPI on Postgres. Takes facts in, folds them, tells rows and boards."""
