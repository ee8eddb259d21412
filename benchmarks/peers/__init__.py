"""Others that answer the same question, or as much of it as they can."""
