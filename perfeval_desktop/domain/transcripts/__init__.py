"""Forms as they stand on paper, and the way from there into a form and back."""
