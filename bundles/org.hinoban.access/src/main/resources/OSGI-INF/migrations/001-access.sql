CREATE TABLE access_account (
  user_id VARCHAR(64) NOT NULL PRIMARY KEY,
  role VARCHAR(16) NOT NULL,
  password VARCHAR(200) NOT NULL,
  language VARCHAR(8),
  created BIGINT NOT NULL
);
-- secret is the SHA-256 of what the browser has
CREATE TABLE access_session (
  id VARCHAR(32) NOT NULL PRIMARY KEY,
  secret VARCHAR(64) NOT NULL UNIQUE,
  user_id VARCHAR(64) NOT NULL,
  csrf VARCHAR(64) NOT NULL,
  language VARCHAR(8),
  since BIGINT NOT NULL,
  seen BIGINT NOT NULL
);
CREATE TABLE access_lease (
  server VARCHAR(64) NOT NULL PRIMARY KEY,
  token BIGINT NOT NULL,
  session VARCHAR(32),
  user_id VARCHAR(64) NOT NULL,
  since BIGINT NOT NULL,
  asker_session VARCHAR(32),
  asker VARCHAR(64),
  asked BIGINT NOT NULL,
  refused BOOLEAN NOT NULL
);
-- one counter for all servers, so that a token also grows when the setting exclusive changes
CREATE TABLE access_counter (
  name VARCHAR(16) NOT NULL PRIMARY KEY,
  value BIGINT NOT NULL
);
INSERT INTO access_counter (name, value) VALUES ('token', 1);
