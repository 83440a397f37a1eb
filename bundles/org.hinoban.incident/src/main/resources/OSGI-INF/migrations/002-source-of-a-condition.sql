-- Who told of the component last: whose full state ends it. NULL: told before this was kept.
ALTER TABLE incident_condition ADD COLUMN source VARCHAR(200);
