"""The times that a text names, and the one that a figure speaks of."""
