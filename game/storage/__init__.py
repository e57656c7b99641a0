"""Paths, recordings, CSV files."""
