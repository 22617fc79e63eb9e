"""Private details in what a learner types: found wherever she writes, so that they are not stored."""
