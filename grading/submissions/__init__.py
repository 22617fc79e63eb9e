"""What a learner handed in, for the cells of an exercise: `from grading.submissions import handed_in`."""

from .reading import MissingSubmission, NoGradingRun, handed_in

__all__ = ["MissingSubmission", "NoGradingRun", "handed_in"]
