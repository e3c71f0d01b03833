"""The one way in which our HTML gets on Gradio's page, and how its events are set."""

from __future__ import annotations

from typing import Any

import gradio as gr

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
"""An event that is no door for other programs, shows nothing of Gradio's own, and does not wait in its queue: that
costs half a second (measured), and the desk keeps order itself."""


AGAIN: dict[str, Any] = {**QUIET, "trigger_mode": "multiple"}
"""An event that may be tried again after a request that got lost; Gradio would wait for that one for ever."""


def html(value: str, *, elem_id: str | None = None) -> gr.Markdown:
    """Give the component that shows our HTML. gr.HTML would need a policy that lets text be run as script."""
    return gr.Markdown(value, sanitize_html=True, latex_delimiters=[], elem_id=elem_id)
