"""Figures of all documents side by side: what was measured, where, for when, and which documents say so."""
