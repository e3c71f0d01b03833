"""Gradio's own theme, set to our typeface and one accent colour; the rest of the looks is in static/scherm.css."""

from __future__ import annotations

from gradio.themes import Base
from gradio.themes.utils.colors import Color
from gradio.themes.utils.fonts import Font

FONT = "Atkinson Hyperlegible Next"
"""Made for readers with low vision by the Braille Institute; SIL Open Font License 1.1, static/FONT-LICENSE.txt."""

ACCENT = Color(
    name="accent",
    c50="#eef5fa",
    c100="#d9e9f4",
    c200="#b4d3e9",
    c300="#86b9dc",
    c400="#5a9cca",
    c500="#2f7db3",
    c600="#14507a",
    c700="#114468",
    c800="#0e3854",
    c900="#0b2c42",
    c950="#071d2c",
)
NEUTRAL = Color(
    name="neutral",
    c50="#f8f9fa",
    c100="#f0f2f4",
    c200="#dfe3e7",
    c300="#c6ccd2",
    c400="#8f99a3",
    c500="#67717b",
    c600="#4d565f",
    c700="#39414a",
    c800="#252b32",
    c900="#181d22",
    c950="#101418",
)


def theme() -> Base:
    """Give the theme: square and quiet, text of 16 pixels and up, readable contrast in light and dark."""
    fonts = (Font(FONT), Font("system-ui"), Font("sans-serif"))
    return Base(
        primary_hue=ACCENT, secondary_hue=ACCENT, neutral_hue=NEUTRAL, font=fonts, font_mono=fonts, text_size="lg"
    ).set(
        body_background_fill="#ffffff",
        body_background_fill_dark="*neutral_950",
        body_text_color="*neutral_900",
        body_text_color_dark="*neutral_100",
        block_info_text_color="*neutral_600",
        block_label_text_color="*neutral_700",
        block_title_text_color="*neutral_800",
        block_title_text_color_dark="*neutral_100",
        block_border_width="0px",
        block_shadow="none",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_300",
        button_primary_background_fill_hover_dark="*primary_200",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="*neutral_950",
        input_background_fill="#ffffff",
        input_border_color="*neutral_500",
        input_border_color_dark="*neutral_400",
        input_border_width="1px",
        input_placeholder_color="*neutral_600",
        input_placeholder_color_dark="*neutral_300",
        link_text_color="*primary_600",
        link_text_color_dark="*primary_300",
    )
