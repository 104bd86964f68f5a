-- Feature sets by fingerprint, and the input each built partition was computed from.
CREATE TABLE feature_set (
    fingerprint {text} NOT NULL PRIMARY KEY,
    name        {text} NOT NULL,
    spec        {text} NOT NULL,
    created_at  BIGINT NOT NULL
);
CREATE INDEX feature_set_by_name ON feature_set (name, created_at);

CREATE TABLE feature_build (
    feature_set       {text} NOT NULL REFERENCES feature_set (fingerprint) ON DELETE CASCADE,
    symbol            {text} NOT NULL,
    bar_interval      {text} NOT NULL,
    period            {text} NOT NULL,
    input_fingerprint {text} NOT NULL,
    row_count         BIGINT NOT NULL,
    built_at          BIGINT NOT NULL,
    PRIMARY KEY (feature_set, symbol, bar_interval, period)
);
