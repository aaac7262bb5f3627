-- Takes V4 back. Calls held so far cannot be replayed any more: dump them first.
DROP TABLE steps;
ALTER TABLE calls DROP COLUMN definition;
ALTER TABLE calls DROP COLUMN conversation;
DROP TABLE contents;
