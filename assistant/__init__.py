"""From a question to a checked answer: interpret -> search -> write -> verify."""
