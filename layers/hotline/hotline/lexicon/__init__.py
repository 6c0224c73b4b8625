"""What people here call things: streets, wards, landmarks, and how they misspell the rest. Data without rules."""
