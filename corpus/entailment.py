"""Whether one text follows from another, by a cross-encoder trained on natural language inference."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import ModelError
from corpus.loading import model_errors

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

LABEL = "entailment"
PAIRS_KEPT = 2_000


class Entailment:
    """A loaded entailment model. Safe to use from several threads."""

    def __init__(self, model: CrossEncoder, *, label: int) -> None:
        """Wrap a cross-encoder of which output number `label` is the score of entailment."""
        self._model = model
        self._label = label
        self._lock = threading.Lock()
        self._remembered = lru_cache(PAIRS_KEPT)(self._chance)

    def chance(self, premise: str, hypothesis: str) -> float:
        """Give the chance, 0 to 1, that `hypothesis` follows from `premise`; the last pairs are remembered."""
        return self._remembered(premise, hypothesis)

    def _chance(self, premise: str, hypothesis: str) -> float:
        with self._lock:
            scores = np.asarray(
                self._model.predict([(premise, hypothesis)], apply_softmax=True, show_progress_bar=False)[0]
            )
        return float(scores[self._label])


def load_entailment(name: str) -> Entailment:
    """Load an entailment model by its name on the model hub, or from a folder.

    Raises:
        ModelError: it cannot be loaded, or it is no entailment model.
    """
    tried = "Entailmentmodel laden"
    advice = "Geef met SUPPORT_CHECK words, model, of een map of naam van een cross-encoder voor entailment (NLI)"
    with model_errors(tried, name, advice):
        from sentence_transformers import CrossEncoder

        model = CrossEncoder(name, trust_remote_code=False)
    labels = {str(text).lower(): int(number) for number, text in (model.config.id2label or {}).items()}
    if LABEL not in labels:
        raise ModelError(tried, on=name, found=f"geen uitkomst '{LABEL}' (wel: {', '.join(labels)})", do=advice)
    return Entailment(model, label=labels[LABEL])
