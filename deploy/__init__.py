import grading  # noqa: F401 -- before anything of Jupyter, see `grading.unused_checks`
