"""What every page is made of: screens, saving, and the static files that a browser fetches."""
