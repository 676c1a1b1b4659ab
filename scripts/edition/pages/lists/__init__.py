"""Glossary, notes, sources, timeline: lists that can be filtered."""
