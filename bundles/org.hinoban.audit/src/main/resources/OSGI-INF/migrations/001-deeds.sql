-- The number of the last deed, and the lock of those who append one.
CREATE TABLE audit_last (
  id INTEGER PRIMARY KEY,
  number BIGINT NOT NULL
);
INSERT INTO audit_last (id, number) VALUES (1, 0);

CREATE TABLE audit_deed (
  number BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  account VARCHAR(200) NOT NULL,
  client VARCHAR(200) NOT NULL,
  what VARCHAR(2000) NOT NULL,
  server VARCHAR(200) NOT NULL,
  action VARCHAR(200) NOT NULL,
  result VARCHAR(200) NOT NULL
);
CREATE INDEX audit_deed_at ON audit_deed (at);
