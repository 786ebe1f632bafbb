"""Tests of numbers, dates and types of cited documents."""
