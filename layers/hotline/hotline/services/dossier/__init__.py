"""Where a dossier stands. Recognised here; not answered yet."""
