"""Who there is: states, bodies, people and outlets, the names they go by, and whom a speaker's words count for."""
