"""The grading worker: a process of its own that takes what was handed in, has it graded, keeps the key."""
