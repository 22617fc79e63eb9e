"""The staff's desk of one cohort: JupyterLab and nbgrader's formgrader on its course, as a service of the Hub."""
