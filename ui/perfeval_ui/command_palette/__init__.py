"""The box over the window in which every command of the menus is found and run."""
