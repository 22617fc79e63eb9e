"""The staff's desk of one cohort: JupyterLab and formgrader on its course, as a service of the Hub."""
