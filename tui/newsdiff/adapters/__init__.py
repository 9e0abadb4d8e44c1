"""Where newsdiff meets the world: files, addresses, pages and the store. Adapters do not know one another."""
