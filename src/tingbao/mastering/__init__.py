"""Speech to a finished, chaptered MP3."""
