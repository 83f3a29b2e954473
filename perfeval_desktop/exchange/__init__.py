"""In and out: files of other programs as sheets of cells, whatever their format."""
