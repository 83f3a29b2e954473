"""Files come in and go out: readers of any format, and what is recognised in what they read."""
