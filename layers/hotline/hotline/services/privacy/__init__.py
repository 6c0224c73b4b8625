"""What is kept about a citizen. Recognised here; not answered yet."""
