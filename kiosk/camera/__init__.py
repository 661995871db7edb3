"""The eye: a device's newest frame, the texts in it, and one count for each showing of a code."""
