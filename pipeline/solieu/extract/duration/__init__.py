"""Lengths of time, as ISO 8601 durations."""
