"""Forms as files of Excel and Word, in the layout of the printed form; loaded with the first export."""
