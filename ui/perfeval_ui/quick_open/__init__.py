"""The box over the window in which one types a few letters to go to a form."""
