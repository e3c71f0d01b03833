"""What ingest and the assistant share: the nouns, the manifest, embedding, lexical search and the index."""
