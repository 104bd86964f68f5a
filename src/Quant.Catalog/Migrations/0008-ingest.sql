-- What sources were asked for and answered in full, window by window: so that a backfill goes on where it stopped, and a
-- missing bar can be told from one nobody asked for. refused is a JSON object: reason to count.
CREATE TABLE ingest_window (
    symbol       {text} NOT NULL,
    bar_interval {text} NOT NULL,
    from_ts      BIGINT NOT NULL,
    to_ts        BIGINT NOT NULL,
    source       {text} NOT NULL,
    sessions     {text} NOT NULL,
    asked_at     BIGINT NOT NULL,
    bar_count    BIGINT NOT NULL,
    refused      {text} NOT NULL,
    PRIMARY KEY (symbol, bar_interval, source, sessions, from_ts, to_ts)
);

-- Ranges to backfill, in the order they were asked for. state: queued, running, paused, completed, stopped, failed.
-- providers is a JSON list in the order they are tried.
CREATE TABLE backfill (
    id            {text} NOT NULL PRIMARY KEY,
    symbol        {text} NOT NULL,
    bar_interval  {text} NOT NULL,
    from_ts       BIGINT NOT NULL,
    to_ts         BIGINT NOT NULL,
    newest_first  BIGINT NOT NULL,
    again         BIGINT NOT NULL,
    only_gaps     BIGINT NOT NULL,
    providers     {text} NOT NULL,
    sessions      {text} NOT NULL,
    state         {text} NOT NULL,
    windows_done  BIGINT NOT NULL,
    windows_total BIGINT NOT NULL,
    bar_count     BIGINT NOT NULL,
    added_count   BIGINT NOT NULL,
    revised_count BIGINT NOT NULL,
    refused_count BIGINT NOT NULL,
    error         TEXT,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL
);
CREATE INDEX backfill_by_symbol ON backfill (symbol, created_at);

-- How a symbol is kept up to date. mode: off, poll, stream.
CREATE TABLE live_feed (
    symbol     {text} NOT NULL PRIMARY KEY,
    mode       {text} NOT NULL,
    providers  {text} NOT NULL,
    sessions   {text} NOT NULL,
    since_ts   BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Halts as they were told; to_ts is NULL while one lasts.
CREATE TABLE trading_halt (
    symbol  {text} NOT NULL,
    from_ts BIGINT NOT NULL,
    to_ts   BIGINT,
    reason  TEXT NOT NULL,
    source  {text} NOT NULL,
    PRIMARY KEY (symbol, from_ts)
);

-- Which feature datasets look at the bars of a symbol, as their primary symbol or beside it: whom to tell of changes.
CREATE TABLE feature_reader (
    symbol         {text} NOT NULL,
    feature_set    {text} NOT NULL,
    primary_symbol {text} NOT NULL,
    PRIMARY KEY (symbol, feature_set, primary_symbol)
);
