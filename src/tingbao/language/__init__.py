"""What Chinese text is: words, parts of speech and names, sentences. Alone cuts text."""
