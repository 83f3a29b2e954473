"""The dialogs over the main window: opened by ``open()``, answered by a signal."""
