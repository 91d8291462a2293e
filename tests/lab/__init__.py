"""Tests against real servers, in a small internet of their own."""
