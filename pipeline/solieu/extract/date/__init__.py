"""Calendar dates and stated periods: their forms, which of them are dates, and the year they left out."""
