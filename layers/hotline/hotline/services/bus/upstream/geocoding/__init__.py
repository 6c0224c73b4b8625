"""Maps that know addresses: one module for each provider, with its terms and the shape of its answers."""
