-- Whoever was about to tell something then does not any more.
UPDATE notification_delivery SET owner = NULL, deadline = 0 WHERE owner IS NOT NULL;
