"""A ledger with one project a row: where it begins in a sheet, what its columns are, its rows."""
