"""What the builder keeps between runs: fetched content by digest, what is known of it, pieces and files that cost time to make."""
