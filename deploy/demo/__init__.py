"""A cohort of invented people with work in several states, to look around in."""

from .cohort import prepare_demo
from .sign_ins import DemoSignIns

__all__ = ["DemoSignIns", "prepare_demo"]
