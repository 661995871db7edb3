"""The kiosk's own SQLite file: what the server told it, what its own people did, and what still waits to be sent."""
