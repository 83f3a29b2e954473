"""Finding a text in the cells of one form or of many, and replacing it, seen before it is done."""
