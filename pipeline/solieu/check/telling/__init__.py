"""Tests of what a text tells again or lists: figures, persons, names behind their count."""
