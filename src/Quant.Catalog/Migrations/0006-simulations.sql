-- Single simulations kept with their account in plain words; the series are in the lake under dataset.
CREATE TABLE simulation (
    fingerprint  {text} NOT NULL PRIMARY KEY,
    model        {text} NOT NULL,
    symbol       {text} NOT NULL,
    rules        {text} NOT NULL,
    from_ts      BIGINT NOT NULL,
    to_ts        BIGINT NOT NULL,
    in_sample    BIGINT NOT NULL,
    metrics      {text} NOT NULL,
    account      {text} NOT NULL,
    dataset      {text} NOT NULL,
    created_at   BIGINT NOT NULL
);
CREATE INDEX simulation_by_model ON simulation (model, created_at);
CREATE INDEX simulation_by_symbol ON simulation (symbol, created_at);
