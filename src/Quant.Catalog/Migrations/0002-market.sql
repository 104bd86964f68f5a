-- Instruments, their corporate actions, and what was imported.
CREATE TABLE symbol (
    symbol      {text} NOT NULL PRIMARY KEY,
    description {text} NOT NULL,
    source      {text} NOT NULL,
    calendar    {text} NOT NULL,
    synthetic   BIGINT NOT NULL,
    created_at  BIGINT NOT NULL
);

-- last_date is an exchange date, yyyy-MM-dd; the factors apply up to and including it.
CREATE TABLE adjustment (
    symbol          {text} NOT NULL,
    last_date       {text} NOT NULL,
    split_factor    DOUBLE PRECISION NOT NULL,
    dividend_factor DOUBLE PRECISION NOT NULL,
    source          {text} NOT NULL,
    PRIMARY KEY (symbol, last_date)
);

-- refused is a JSON object: reason to count.
CREATE TABLE ingest (
    content_hash  {text} NOT NULL,
    symbol        {text} NOT NULL,
    bar_interval  {text} NOT NULL,
    source        {text} NOT NULL,
    rows_accepted BIGINT NOT NULL,
    refused       {text} NOT NULL,
    started_at    BIGINT NOT NULL,
    finished_at   BIGINT NOT NULL,
    PRIMARY KEY (content_hash, symbol, bar_interval)
);
CREATE INDEX ingest_by_symbol ON ingest (symbol, finished_at);
