// What "server-only" is in a test: nothing. The real one throws outside of a server bundle.
export {};
