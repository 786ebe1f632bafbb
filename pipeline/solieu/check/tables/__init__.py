"""Tests of the tables of a source: their totals, and what the text says of them."""
