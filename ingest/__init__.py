"""From documents to a published index: readers -> clean -> structure -> passages -> register -> index."""
