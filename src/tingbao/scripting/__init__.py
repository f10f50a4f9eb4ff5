"""A Digest to the lines of a script, written for the ear."""
