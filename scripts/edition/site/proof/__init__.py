"""The proof, from a built site and the seeds alone: `verify` begins, each of the others proves one sort of place."""
