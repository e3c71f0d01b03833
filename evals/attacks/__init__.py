"""Attacks that stand in documents, questions and conversations, and harmless texts that look like them."""
