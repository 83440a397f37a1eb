-- Nobody is logged in or operating, and no token that was given out since counts more than one given out from now on.
DELETE FROM access_session;
DELETE FROM access_lease;
UPDATE access_counter SET value = value + 1000000 WHERE name = 'token';
