CREATE TABLE first_half (id integer);
CREATE TABEL second_half (id integer);
