"""The dialog 设置: a page for each thing that can be set; whatever is set holds at once."""
