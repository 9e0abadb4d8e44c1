"""Runs tasks in child processes that can be killed, so that hostile input harms no more than the child.

Nothing is imported here: a child needs `child_main` alone, and asyncio, which `pool` needs, costs each of them 5 MB.
"""
