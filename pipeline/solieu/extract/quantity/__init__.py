"""Percentages, money, measures, ages and counts."""
