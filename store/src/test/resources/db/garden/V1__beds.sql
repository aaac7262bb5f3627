CREATE TABLE beds (name text PRIMARY KEY, flower text NOT NULL);
