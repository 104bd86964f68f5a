-- State and reminders of grains. A cleared state keeps its row without payload, so that its etag never repeats.
CREATE TABLE grain_state (
    storage    {text} NOT NULL,
    grain_type {text} NOT NULL,
    grain_key  {text} NOT NULL,
    payload    {blob},
    etag       BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (storage, grain_type, grain_key)
);

-- grain_hash is an unsigned 32-bit number; period_micros is a length of time.
CREATE TABLE reminder (
    grain_id      {text} NOT NULL,
    name          {text} NOT NULL,
    start_at      BIGINT NOT NULL,
    period_micros BIGINT NOT NULL,
    grain_hash    BIGINT NOT NULL,
    etag          BIGINT NOT NULL,
    PRIMARY KEY (grain_id, name)
);
CREATE INDEX reminder_by_hash ON reminder (grain_hash);
