"""Sound as arrays of samples: decoded, resampled, cut to where it sounds, faded."""
