"""The only door to nbgrader; `query`, `criteria`, `places` and `submitting` work without importing it."""
