"""The territories and bodies that a text names, and the one that a figure is about."""
