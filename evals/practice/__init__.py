"""A fictional municipality whose truth is known, with its documents and questions, made from a seed."""

from evals.practice.world import NAMED_SEEDS, write

__all__ = ["NAMED_SEEDS", "write"]
