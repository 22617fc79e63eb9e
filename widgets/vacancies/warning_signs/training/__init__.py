"""Learns from the hands' sentences: `python -m widgets.vacancies.warning_signs.training`."""
