"""A test on vacancies that the learner has not seen: what is wrong with them?"""
