"""Parsers that run in a child process, because hostile input may cost minutes or gigabytes, or crash the process.

The main process imports nothing of this package but the tables that both sides share. asyncio is not used here.
"""
