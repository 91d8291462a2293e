"""From a finished survey to a judged target."""
