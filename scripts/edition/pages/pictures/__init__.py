"""Pictures in SVG without script, with words and a table or a list for each."""
