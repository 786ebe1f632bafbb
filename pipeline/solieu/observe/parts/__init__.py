"""The parts of a document where the circumstances of a figure stand, and the figures in them."""
