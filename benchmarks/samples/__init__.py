"""What benchmarks and tests both make: agreements, documents, attacks, spellings. It imports nothing from tests."""
