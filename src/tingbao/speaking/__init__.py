"""A worded Script to speech."""
