"""The champion's pages: the whole hub in one grid, what to do next, one provider's week."""
