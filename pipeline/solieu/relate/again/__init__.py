"""Which figures say the same again: in other words, another unit, another scale."""
