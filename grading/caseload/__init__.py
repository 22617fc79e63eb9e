"""A trainer's own learners: what they handed in, what waits for her, their progress."""
