"""The science, pure: numbers in, numbers out. No clock, no file, no pixel."""
