"""From a manifest and its documents to every output of a site: pure, nothing is read or written here."""
