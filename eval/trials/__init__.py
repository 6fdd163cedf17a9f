"""Trials of what is promised for a bad day: kills, damage, hostile files, any order of events. ``docs/reliability.md``."""
