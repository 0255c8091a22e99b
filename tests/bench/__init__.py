"""How fast the matcher is beside general solvers; `make bench`, docs/benchmarks.md."""
