"""One document through all the stages: in windows, with what text recognition doubts left out, and shown."""
