-- From layout 1 to layout 2. SPDX-License-Identifier: MIT
-- What an import replaced gets tables of its own; a text knows its claim; an entry's payload is checked
-- to be an object. claim, claim_span and case_pack are filled anew afterwards.
CREATE TABLE order_before (
    import INTEGER NOT NULL REFERENCES import,
    id INTEGER NOT NULL,
    market INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    day INTEGER NOT NULL,
    status INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    by INTEGER NOT NULL,
    PRIMARY KEY (import, id)
) STRICT, WITHOUT ROWID;
INSERT INTO order_before
    SELECT import, key, before ->> 'market', before ->> 'channel', before ->> 'day',
        before ->> 'status', before ->> 'updated', before ->> 'import'
    FROM import_before WHERE what = 'orders' AND before IS NOT NULL;

CREATE TABLE defect_before (
    import INTEGER NOT NULL REFERENCES import,
    key INTEGER NOT NULL,
    at INTEGER NOT NULL,
    removed_at INTEGER NOT NULL,
    fraud INTEGER NOT NULL,
    rating INTEGER,
    comment INTEGER,
    ordered INTEGER,
    market INTEGER,
    channel INTEGER,
    by INTEGER,
    PRIMARY KEY (import, key)
) STRICT, WITHOUT ROWID;
INSERT INTO defect_before
    SELECT import, key, before ->> 'at', before ->> 'removed_at', before ->> 'fraud',
        before ->> 'rating', before ->> 'comment', before ->> 'ordered', before ->> 'market',
        before ->> 'channel', before ->> 'import'
    FROM import_before WHERE what = 'defect' AND before IS NOT NULL;
DROP TABLE import_before;

DROP TABLE claim_span;
DROP TABLE claim;
CREATE TABLE claim_event_1 AS SELECT id, claim, at, recorded_at, kind, payload FROM claim_event;
DROP TABLE claim_event;
CREATE TABLE claim_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    claim INTEGER NOT NULL CHECK (claim BETWEEN 1 AND 99999999999999999), -- the order's id
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'opened', 'moved', 'stated', 'parcel', 'asked', 'replied', 'checked', 'edited', 'note',
        'message', 'evidence', 'evidence-removed', 'letter', 'snoozed', 'debited', 'undo')),
    payload TEXT NOT NULL CHECK (payload GLOB '{*}') -- JSON; its functions are not for untrusted schemas
) STRICT;
INSERT INTO claim_event SELECT id, claim, at, recorded_at, kind, payload FROM claim_event_1;
DROP TABLE claim_event_1;
CREATE INDEX claim_event_claim ON claim_event (claim, id);

CREATE TRIGGER claim_event_no_update BEFORE UPDATE ON claim_event BEGIN
    SELECT RAISE(ABORT, 'claim_event is append-only');
END;
CREATE TRIGGER claim_event_no_delete BEFORE DELETE ON claim_event BEGIN
    SELECT RAISE(ABORT, 'claim_event is append-only');
END;

ALTER TABLE import ADD COLUMN event_from INTEGER;
ALTER TABLE import ADD COLUMN event_to INTEGER;
ALTER TABLE text ADD COLUMN claim INTEGER NOT NULL DEFAULT 0;
UPDATE text SET claim = coalesce(
    (SELECT claim FROM claim_event
     WHERE text.id IN (json_extract(payload, '$.text'), json_extract(payload, '$.other'))),
    (SELECT order_id FROM defect WHERE comment = text.id),
    0);
CREATE INDEX text_claim ON text (claim);
CREATE INDEX defect_comment ON defect (comment);

CREATE TABLE claim (
    order_id INTEGER PRIMARY KEY,
    stage TEXT NOT NULL CHECK (stage IN (
        'opened', 'held', 'withdrawn', 'denied', 'granted', 'refunded', 'cancelled', 'appeal-sent',
        'upheld', 'cleared')),
    outcome TEXT NOT NULL CHECK (outcome IN (
        'undecided', 'withdrawn', 'denied', 'granted-seller', 'granted-amazon', 'granted-returning',
        'refunded', 'cancelled', 'reversed')),
    appeal TEXT NOT NULL CHECK (appeal IN ('none', 'sent', 'info-requested', 'won', 'lost')),
    parcel TEXT NOT NULL CHECK (parcel IN (
        'unknown', 'in-transit', 'held', 'delivered', 'returning', 'returned')),
    amazon_counts TEXT NOT NULL CHECK (amazon_counts IN ('unknown', 'yes', 'no')),
    reason TEXT NOT NULL CHECK (reason IN (
        'not-received', 'not-as-described', 'damaged', 'wrong-item', 'returned-not-refunded',
        'refund-late', 'no-longer-wanted', 'charged-extra', 'no-return-address', 'other')),
    amount INTEGER,
    currency TEXT NOT NULL CHECK (currency = '' OR length(currency) = 3),
    debited INTEGER,
    debited_currency TEXT NOT NULL DEFAULT '' CHECK (length(debited_currency) IN (0, 3)),
    tracking TEXT,
    carrier TEXT,
    ordered INTEGER,              -- as its opening said; an imported order's own day is the first
    market INTEGER REFERENCES market,
    channel INTEGER NOT NULL CHECK (channel IN (0, 1)),
    opened_at INTEGER NOT NULL,
    opened_day_only INTEGER NOT NULL CHECK (opened_day_only IN (0, 1)),
    stage_at INTEGER NOT NULL,
    decided_at INTEGER NOT NULL,
    withdrawn_at INTEGER NOT NULL,
    held_at INTEGER NOT NULL,
    appealed_at INTEGER NOT NULL,
    snoozed_until INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    last_event INTEGER NOT NULL REFERENCES claim_event,
    reply_due INTEGER NOT NULL,   -- 0: that clock does not run
    hold_due INTEGER NOT NULL,
    appeal_due INTEGER NOT NULL,
    answer_due INTEGER NOT NULL,
    verify_due INTEGER NOT NULL
) STRICT;
CREATE TABLE claim_span (
    claim INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
    n INTEGER NOT NULL,
    at INTEGER NOT NULL,
    stage TEXT NOT NULL,
    outcome TEXT NOT NULL,
    appeal TEXT NOT NULL,
    amazon_counts TEXT NOT NULL,
    checked INTEGER NOT NULL CHECK (checked IN (0, 1)),
    PRIMARY KEY (claim, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_pack (
    order_id INTEGER PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;
