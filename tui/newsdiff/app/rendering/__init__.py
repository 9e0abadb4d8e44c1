"""From text to what a terminal draws; no state of a screen."""
