"""The third lesson: a job interview, before, in it and after."""
