"""The stock widget manager, bundled: loaded only when a page shows an ordinary ipywidget.

`python -m deploy.cohort_service.stock_widgets` rebuilds it; that needs npm, using it does not.
"""
