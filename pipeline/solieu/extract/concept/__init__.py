"""What a figure tells of, as the text words it."""
