-- The last position of the event log, and the lock of those who append to it.
CREATE TABLE incident_position (
  id INTEGER PRIMARY KEY,
  last BIGINT NOT NULL
);
INSERT INTO incident_position (id, last) VALUES (1, 0);

CREATE TABLE incident_incident (
  id VARCHAR(16) PRIMARY KEY,
  server VARCHAR(63) NOT NULL,
  component VARCHAR(1024) NOT NULL,
  kind_bundle VARCHAR(200) NOT NULL,
  kind_name VARCHAR(64) NOT NULL,
  parameters TEXT NOT NULL,
  arguments TEXT NOT NULL,
  occurred BIGINT NOT NULL,
  received BIGINT NOT NULL,
  acknowledged_by VARCHAR(200),
  acknowledged BIGINT,
  recovered BIGINT,
  log TEXT NOT NULL
);
CREATE INDEX incident_incident_received ON incident_incident (received);
CREATE INDEX incident_incident_recovered ON incident_incident (recovered);

-- note: the key of an entry that is written once
CREATE TABLE incident_event (
  position BIGINT PRIMARY KEY,
  type VARCHAR(16) NOT NULL,
  incident VARCHAR(16),
  note VARCHAR(200),
  server VARCHAR(63) NOT NULL,
  component VARCHAR(1024) NOT NULL,
  state VARCHAR(16) NOT NULL,
  kind_bundle VARCHAR(200) NOT NULL,
  kind_name VARCHAR(64) NOT NULL,
  parameters TEXT NOT NULL,
  arguments TEXT NOT NULL,
  occurred BIGINT NOT NULL,
  received BIGINT NOT NULL
);
CREATE INDEX incident_event_incident ON incident_event (incident, position);
CREATE INDEX incident_event_component ON incident_event (server, component, position);
CREATE UNIQUE INDEX incident_event_note ON incident_event (incident, note);

-- The components that are not normal now.
CREATE TABLE incident_condition (
  server VARCHAR(63) NOT NULL,
  component VARCHAR(1024) NOT NULL,
  state VARCHAR(16) NOT NULL,
  kind_bundle VARCHAR(200) NOT NULL,
  kind_name VARCHAR(64) NOT NULL,
  parameters TEXT NOT NULL,
  arguments TEXT NOT NULL,
  since BIGINT NOT NULL,
  incident VARCHAR(16),
  PRIMARY KEY (server, component)
);

-- The last report of each epoch of each source; a server is known once one of its sources has reported.
CREATE TABLE incident_source (
  source VARCHAR(200) NOT NULL,
  epoch VARCHAR(100) NOT NULL,
  sequence BIGINT NOT NULL,
  server VARCHAR(63) NOT NULL,
  received BIGINT NOT NULL,
  PRIMARY KEY (source, epoch)
);
