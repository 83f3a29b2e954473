"""The window in which the manual is read."""
