"""Drum voices and the mixer on the device's own thread."""
