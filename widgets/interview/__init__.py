"""Practising a job interview: its questions, her answers, what may not be asked, whole conversations."""
