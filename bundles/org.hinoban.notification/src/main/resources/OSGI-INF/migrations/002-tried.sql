-- For how many milliseconds it has been tried.
ALTER TABLE notification_delivery ADD COLUMN tried BIGINT NOT NULL DEFAULT 0;
