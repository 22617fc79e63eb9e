"""Vacancies: the board, and what to beware of in its postings."""
