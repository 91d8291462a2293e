"""The parts of the HTML report; ``html_v1`` puts them together."""
