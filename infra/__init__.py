"""What runs around the functions: the local stack, and the tools of an operator."""
