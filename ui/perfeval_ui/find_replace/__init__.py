"""Finding and replacing on the screen: the bar below the form, the dialog over many forms."""
