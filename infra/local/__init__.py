"""The local stack: the real template on a local AWS, a small Zalo platform, and a phone to talk to them with.

`python -m infra.local` (`make run`) starts it; `docs/local.md` says how it is made.
"""
