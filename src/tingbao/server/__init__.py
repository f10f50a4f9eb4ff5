"""The folder over HTTP: page, feed, audio and sidecars.

`app.application(folder)` is the ASGI application; `listener.server(...)` runs one.
"""
