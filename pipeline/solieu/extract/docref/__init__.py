"""Citations: official documents by number or by name, whose they are, and the part they play."""
