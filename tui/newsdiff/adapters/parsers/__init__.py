"""What runs in a process of its own, because its input may take minutes, gigabytes or the process down with it.

Nothing here is imported by newsdiff itself but the tables and frames that both sides share; it knows no asyncio.
"""
