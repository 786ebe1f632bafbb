"""Which figures make up a whole, and which shares make up a hundred."""
