"""Hitotsu: a game for two people drumming together."""

__version__ = "0.1.0"
