"""From files to forms of a store: read in processes of their own, held against what is there, taken in."""
