-- Takes V3 back: open calls of a server that never comes back stay open.
DROP INDEX calls_found_dead;
DROP TABLE nodes;
