-- The lake's manifest: which file holds which partition now, and which files wait to be collected.
CREATE TABLE lake_partition (
    dataset      {text} NOT NULL,
    symbol       {text} NOT NULL,
    period       {text} NOT NULL,
    file         {text} NOT NULL,
    row_count    BIGINT NOT NULL,
    first_ts     BIGINT NOT NULL,
    last_ts      BIGINT NOT NULL,
    byte_count   BIGINT NOT NULL,
    content_hash {text} NOT NULL,
    generation   BIGINT NOT NULL,
    PRIMARY KEY (dataset, symbol, period)
);
CREATE INDEX lake_partition_by_file ON lake_partition (file);

CREATE TABLE lake_superseded (
    file          {text} NOT NULL PRIMARY KEY,
    superseded_at BIGINT NOT NULL
);
CREATE INDEX lake_superseded_by_time ON lake_superseded (superseded_at);
