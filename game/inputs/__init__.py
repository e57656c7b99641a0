"""MIDI ports, kit maps, filters and the keyboard; all give a HitSource."""
