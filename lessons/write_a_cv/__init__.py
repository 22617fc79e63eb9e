"""Write a CV, in small steps."""
