"""Tests of what figures come to: sums, shares, changes, products, conversions."""
