"""Shop-floor pictures for measuring the reader: each from its axis, severity and seed alone, the same on every machine.

`ground` is what lies under the tickets, `paper` what is printed, `lens` what light and camera do, `shop` puts them
together.
"""
