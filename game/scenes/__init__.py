"""Glue between the player and the rules; no rules of their own."""
