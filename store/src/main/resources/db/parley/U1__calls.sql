-- Takes V1 back. Drops all records of calls: dump them first.
DROP TABLE journal_positions;
DROP TABLE tool_calls;
DROP TABLE events;
DROP TABLE reply_latencies;
DROP TABLE turns;
DROP TABLE calls;
