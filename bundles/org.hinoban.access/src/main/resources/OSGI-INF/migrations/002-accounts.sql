ALTER TABLE access_account ADD COLUMN locked BOOLEAN DEFAULT FALSE NOT NULL;
-- milliseconds since 1970; 0 before the first login
ALTER TABLE access_account ADD COLUMN last_login BIGINT DEFAULT 0 NOT NULL;
