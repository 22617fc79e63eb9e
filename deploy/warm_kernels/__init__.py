"""Kernels that are forked from a process which has imported everything: ready at once, most memory shared."""
