"""From text to what a terminal draws. Nothing here knows a widget or a screen."""
