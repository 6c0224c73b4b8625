"""Which buses stop nearby and when the next one comes."""
