"""Forms in plain text that is laid out with blanks: columns stand below their headings, cells about their rows."""
