"""Read-only data of the program: templates, fonts, icons and samples, read by ``importlib.resources``."""
