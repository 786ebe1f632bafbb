"""Text to mentions: one module a phenomenon, and the one rule that settles overlaps."""
