-- From layout 2: an event's number cannot be taken by another one either (INSERT OR REPLACE).
CREATE TRIGGER claim_event_no_replace BEFORE INSERT ON claim_event
WHEN EXISTS (SELECT 1 FROM claim_event WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'claim_event is append-only');
END;
