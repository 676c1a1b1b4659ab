"""What is used only when a text comes in: guesses of what its lines are, for a person to correct."""
