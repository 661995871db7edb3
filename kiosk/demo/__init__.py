"""A factory that works by itself: sample data, a simulated line, a video of hands showing tickets."""
