-- From layout 3 to layout 4. SPDX-License-Identifier: MIT
-- Two clocks more, and what a piece of evidence is. claim and case_pack are filled anew afterwards.
ALTER TABLE claim ADD COLUMN message_due INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claim ADD COLUMN support_due INTEGER NOT NULL DEFAULT 0;
ALTER TABLE evidence ADD COLUMN kind TEXT NOT NULL DEFAULT '' CHECK (kind = '' OR kind IN (
    'tracking', 'shipment', 'delivery', 'notice', 'pictures', 'return', 'terms', 'address',
    'correspondence', 'withdrawal', 'support', 'other'));
