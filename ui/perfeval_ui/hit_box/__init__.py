"""The box over the window in which one types a few letters and chooses among what is found."""
