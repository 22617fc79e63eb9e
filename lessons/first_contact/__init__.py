"""First contact: a safe e-mail address, and an answer to an employer."""
