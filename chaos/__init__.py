"""Faults on real servers, drawn at random, and a checker that knows every row that was acknowledged."""
