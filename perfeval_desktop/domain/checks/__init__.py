"""What a reviewer would send a form back for; one module for each theme."""
