"""Which count a percentage is a share of, and which part of it."""
