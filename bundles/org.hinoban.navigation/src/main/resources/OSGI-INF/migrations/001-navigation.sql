-- texts and log lines are packed as Packed says
CREATE TABLE navigation_execution (
  id VARCHAR(64) NOT NULL PRIMARY KEY,
  server VARCHAR(64) NOT NULL,
  path VARCHAR(1100) NOT NULL,
  label TEXT NOT NULL,
  user_id VARCHAR(64) NOT NULL,
  stage VARCHAR(20) NOT NULL,
  message TEXT NOT NULL,
  state VARCHAR(10) NOT NULL,
  identity TEXT NOT NULL,
  log TEXT NOT NULL,
  begun BIGINT NOT NULL,
  took BIGINT,
  normal_since BIGINT,
  incident VARCHAR(40)
);
CREATE INDEX navigation_execution_incident ON navigation_execution (incident, begun);
