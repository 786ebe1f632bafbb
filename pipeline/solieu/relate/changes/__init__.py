"""Which two levels a change lies between."""
