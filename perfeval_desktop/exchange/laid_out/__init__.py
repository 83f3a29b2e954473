"""Forms in text that is laid out with blanks: columns stand below headings, cells about their rows."""
