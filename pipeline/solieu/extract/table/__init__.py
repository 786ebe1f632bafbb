"""Figures in the cells of tables: what heads, rows and the line over the table make of bare numbers."""
