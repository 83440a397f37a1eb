CREATE TABLE mailserver_mail (
  number BIGINT PRIMARY KEY,
  received BIGINT NOT NULL,
  recipients VARCHAR(2000) NOT NULL,
  subject VARCHAR(1000) NOT NULL,
  headers TEXT NOT NULL,
  body TEXT NOT NULL
);
