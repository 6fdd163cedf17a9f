"""How fast everything is that a person waits for, beside the bound of the machine: ``python -m eval.bench.speed``."""
