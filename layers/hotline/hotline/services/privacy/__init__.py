"""What is kept about a citizen: told when they ask, and erased when they wish."""
