CREATE TABLE notification_position (
  id INTEGER PRIMARY KEY,
  position BIGINT NOT NULL
);
INSERT INTO notification_position (id, position) VALUES (1, 0);
CREATE TABLE notification_delivery (
  id VARCHAR(64) PRIMARY KEY,
  incident VARCHAR(64) NOT NULL,
  recipient VARCHAR(200) NOT NULL,
  what VARCHAR(32) NOT NULL,
  event BIGINT NOT NULL,
  subject VARCHAR(500) NOT NULL,
  thread VARCHAR(64),
  created BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  settled BIGINT,
  attempts INTEGER NOT NULL,
  attempted BIGINT NOT NULL,
  due BIGINT NOT NULL,
  answer VARCHAR(1000) NOT NULL,
  owner VARCHAR(64),
  deadline BIGINT NOT NULL,
  UNIQUE (recipient, event)
);
CREATE INDEX notification_delivery_queue ON notification_delivery (state, recipient, event);
CREATE INDEX notification_delivery_incident ON notification_delivery (incident, recipient);
CREATE INDEX notification_delivery_created ON notification_delivery (created);
CREATE TABLE notification_address (
  id INTEGER PRIMARY KEY,
  uri VARCHAR(500) NOT NULL
);
