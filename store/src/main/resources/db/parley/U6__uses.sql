-- Takes V6 back: what calls cost is lost.
DROP TABLE uses;
