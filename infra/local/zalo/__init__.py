"""A small Zalo platform: events out, signed; messages and tokens in. Written from Zalo's pages, not from our client."""
