-- Takes V5 back: the figures of the sound are lost, those by the conversation's own times stay.
DROP TABLE call_sounds;
DROP TABLE turn_sounds;
