"""Tests of days, hours, years and spans against the calendar and against each other."""
