"""What a person sees: Gradio, and the Dutch words on it."""
