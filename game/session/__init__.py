"""A session over time: clocks, sources, the duet engine, the rules of a round, replay. No device, no file, no pixel."""
