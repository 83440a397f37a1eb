-- The number of the last drill, and the lock of those who begin one.
CREATE TABLE drill_last (
  id INTEGER PRIMARY KEY,
  number BIGINT NOT NULL
);
INSERT INTO drill_last (id, number) VALUES (1, 0);

-- Whoever holds a drill moves its deadline on; one that is past it was left behind.
CREATE TABLE drill_drill (
  number BIGINT PRIMARY KEY,
  server VARCHAR(63) NOT NULL,
  epoch VARCHAR(64) NOT NULL,
  account VARCHAR(200) NOT NULL,
  begun BIGINT NOT NULL,
  deadline BIGINT NOT NULL,
  ended BIGINT
);
CREATE INDEX drill_drill_ended ON drill_drill (ended);
