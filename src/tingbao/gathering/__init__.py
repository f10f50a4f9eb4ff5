"""Several articles in one briefing: what belongs together, and in what order it comes."""
