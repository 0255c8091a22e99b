"""People who look after hubs: who they are, in which hub, and how they sign in."""
