"""One module a format: each turns a file into sheets, and knows nothing of what stands in them."""
