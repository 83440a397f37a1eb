-- When somebody last looked whether the event log can be written.
ALTER TABLE incident_position ADD COLUMN checked BIGINT NOT NULL DEFAULT 0;
