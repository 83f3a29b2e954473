"""Read-only data: templates, fonts, icons, a colour profile and samples, read by ``importlib.resources``."""
