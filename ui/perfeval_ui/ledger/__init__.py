"""从台账填资金: which column is what, which form each row is about, what would be filled in."""
