"""Where dossiers come from: one adapter for each system that offices keep them in."""
