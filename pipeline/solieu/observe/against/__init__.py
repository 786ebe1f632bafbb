"""What a change or a rate is measured against."""
