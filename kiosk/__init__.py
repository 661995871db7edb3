"""Floor Kiosk: a touchscreen at the sewing station, and the server that its scans travel to."""

__version__ = "0.1.0"
