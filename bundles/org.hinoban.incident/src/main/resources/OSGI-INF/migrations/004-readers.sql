-- How far each consumer of the event log has come for good: what is behind may be forgotten once it is old.
CREATE TABLE incident_reader (
  name VARCHAR(200) PRIMARY KEY,
  position BIGINT NOT NULL
);
