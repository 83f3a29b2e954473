"""The fonts of the printed form: what they can draw, how wide, and the parts of them a document carries."""
