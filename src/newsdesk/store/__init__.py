"""The two databases of a profile: `reads` answers on any thread, `writes` is the only way in."""
