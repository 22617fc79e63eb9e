"""The lesson about vacancies: searching, reading, judging, applying."""
