-- Models and their lineage. parent is not a foreign key: lineage outlives what it points to.
CREATE TABLE model (
    fingerprint      {text} NOT NULL PRIMARY KEY,
    spec             {text} NOT NULL,
    symbol           {text} NOT NULL,
    bar_interval     {text} NOT NULL,
    feature_set      {text} NOT NULL,
    label            {text} NOT NULL,
    estimator        {text} NOT NULL,
    status           {text} NOT NULL,
    parent           {text},
    cohort           {text},
    data_fingerprint {text} NOT NULL,
    created_at       BIGINT NOT NULL,
    trained_at       BIGINT,
    train_ms         DOUBLE PRECISION,
    row_count        BIGINT,
    fold_count       BIGINT,
    metrics          {text},
    card             {text},
    artifact_path    {text},
    artifact_hash    {text},
    error            {text}
);
CREATE INDEX model_by_symbol ON model (symbol, created_at);
CREATE INDEX model_by_feature_set ON model (feature_set);
CREATE INDEX model_by_parent ON model (parent);
CREATE INDEX model_by_cohort ON model (cohort);
