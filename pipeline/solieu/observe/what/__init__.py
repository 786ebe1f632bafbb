"""What a figure measures: its item, what that is part of, and its indicator."""
