"""What words of vacancies and contracts mean: gross and net, trial period, shifts, …"""

from .terms import contract_terms

__all__ = ["contract_terms"]
