"""A city's public-service switchboard on the chat apps its people already have."""
