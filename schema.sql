-- The desk: one SQLite file. Times are UTC seconds since 1970, days are UTC days since 1970, amounts
-- are in minor units. Events are the truth; claim and claim_span are folded from them and may be
-- dropped and made anew (azdesk doctor --rebuild). SPDX-License-Identifier: MIT
PRAGMA application_id = 0x617a646b; -- "azdk"
PRAGMA user_version = 4;

CREATE TABLE market (
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,      -- marketplace id
    country TEXT NOT NULL UNIQUE
) STRICT;

-- Every import that went through, the ledger.
CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    name TEXT NOT NULL,           -- the file's name without its folder
    kind TEXT NOT NULL,
    encoding TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    rows INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    undone_at INTEGER,            -- when it was taken back
    event_from INTEGER,           -- the first and last claim_event that it entered
    event_to INTEGER
) STRICT;
CREATE INDEX import_sha256 ON import (sha256);

-- id: the 17 digits of the order id as a number. status: 0 unknown, 1 pending, 2 cancelled, 3 any
-- other. updated: last-updated-date. import: the last import that changed it.
CREATE TABLE orders (
    id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 99999999999999999),
    market INTEGER NOT NULL,
    channel INTEGER NOT NULL CHECK (channel IN (0, 1)), -- 0 mfn, 1 afn
    day INTEGER NOT NULL,
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
    updated INTEGER NOT NULL,
    import INTEGER NOT NULL
) STRICT;

-- Kept exact beside orders: how many of a day are neither pending nor cancelled, and how many there
-- are at all. A row with seen = 0 does not exist.
CREATE TABLE order_day (
    market INTEGER NOT NULL REFERENCES market,
    channel INTEGER NOT NULL CHECK (channel IN (0, 1)),
    day INTEGER NOT NULL,
    orders INTEGER NOT NULL CHECK (orders BETWEEN 0 AND seen),
    seen INTEGER NOT NULL CHECK (seen > 0),
    PRIMARY KEY (market, channel, day)
) STRICT, WITHOUT ROWID;

-- What an import replaced, so that it can be taken back: the row before. What it added has its number
-- and no row here. by: the import that had changed it last before.
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

CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL,           -- '' once purged
    claim INTEGER NOT NULL DEFAULT 0 -- the order that it is about
) STRICT;
CREATE INDEX text_claim ON text (claim);

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
CREATE INDEX claim_event_claim ON claim_event (claim, id);

CREATE TRIGGER claim_event_no_update BEFORE UPDATE ON claim_event BEGIN
    SELECT RAISE(ABORT, 'claim_event is append-only');
END;
CREATE TRIGGER claim_event_no_delete BEFORE DELETE ON claim_event BEGIN
    SELECT RAISE(ABORT, 'claim_event is append-only');
END;
CREATE TRIGGER claim_event_no_replace BEFORE INSERT ON claim_event
WHEN EXISTS (SELECT 1 FROM claim_event WHERE id = NEW.id) BEGIN
    SELECT RAISE(ABORT, 'claim_event is append-only');
END;

-- The fold of a claim's events.
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
    verify_due INTEGER NOT NULL,
    message_due INTEGER NOT NULL DEFAULT 0, -- the answer to what the buyer wrote
    support_due INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What decided whether it counts, from `at` on: the claim's past.
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

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL,
    title TEXT NOT NULL,
    name TEXT NOT NULL,           -- the file's name without its folder
    type TEXT NOT NULL,           -- media type
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    body BLOB NOT NULL,           -- empty once purged
    -- What it is proof of; '': title and name tell.
    kind TEXT NOT NULL DEFAULT '' CHECK (kind = '' OR kind IN (
        'tracking', 'shipment', 'delivery', 'notice', 'pictures', 'return', 'terms', 'address',
        'correspondence', 'withdrawal', 'support', 'other'))
) STRICT;
CREATE INDEX evidence_claim ON evidence (claim);

-- Defects that are no claim. The key is order * 2 + kind.
CREATE TABLE defect (
    key INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL CHECK (key / 2 = order_id),
    kind TEXT NOT NULL CHECK (kind IN ('feedback', 'chargeback') AND (kind = 'chargeback') = key % 2),
    at INTEGER NOT NULL,
    removed_at INTEGER NOT NULL DEFAULT 0,
    fraud INTEGER NOT NULL DEFAULT 0 CHECK (fraud IN (0, 1)),
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    comment INTEGER REFERENCES text, -- only where the seller asks for it
    ordered INTEGER,              -- for an order that was never imported
    market INTEGER REFERENCES market,
    channel INTEGER CHECK (channel IN (0, 1)),
    import INTEGER
) STRICT;
CREATE INDEX defect_comment ON defect (comment);

-- A case in one short blob, as src/store/packs.c makes it of the rows above: what a start reads.
CREATE TABLE case_pack (
    order_id INTEGER PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;

-- Amazon's performance reports; one row for each market and channel in a file.
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    import INTEGER,
    market INTEGER NOT NULL REFERENCES market,
    channel INTEGER NOT NULL CHECK (channel IN (0, 1)),
    window_from INTEGER NOT NULL,
    window_to INTEGER NOT NULL CHECK (window_to >= window_from),
    latest_to INTEGER,            -- latest reportingDateTo of any metric; NULL: the ODR alone
    orders INTEGER,
    defects INTEGER,
    claims INTEGER,
    feedback INTEGER,
    chargebacks INTEGER,
    rate REAL,
    status TEXT
) STRICT;
CREATE INDEX report_part ON report (market, channel, window_to);

-- Its other metrics that the holiday gate asks for.
CREATE TABLE metric (
    id INTEGER PRIMARY KEY,
    import INTEGER,
    market INTEGER NOT NULL REFERENCES market,
    kind TEXT NOT NULL CHECK (kind IN ('late-shipment', 'cancellation')),
    day_from INTEGER NOT NULL,
    day_to INTEGER NOT NULL,
    orders INTEGER,
    count INTEGER,
    rate REAL
) STRICT;
