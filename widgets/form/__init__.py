"""A small form, whose questions a lesson declares as data."""
