"""A source, whatever its form, to an Article."""
