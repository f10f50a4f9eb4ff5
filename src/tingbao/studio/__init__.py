"""The studio: from pasted text to a playing episode, in a browser, script seen before any sound.

Not a stage: it calls the pipeline, as the commands do. `app.Studio`
gives the routes that `tingbao serve --studio` puts before the files.
"""
