"""The pure part: text in, values out. It touches no network, disk, clock or screen."""
