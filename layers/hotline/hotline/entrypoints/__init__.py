"""What AWS calls: the ASGI app and the makers of Lambda handlers, which `functions/` binds to their adapters.

Here, and nowhere below, unexpected errors are caught: whatever fails, the message is still in Inbox.
"""
