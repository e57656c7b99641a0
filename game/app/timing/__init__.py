"""Measuring how late strokes, pictures and sound are on this machine."""
