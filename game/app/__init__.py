"""The only place that builds things and runs the loop."""
