-- Splits and dividends as each source announced them; ex_date is an exchange date, yyyy-MM-dd. kind: split, cashdividend.
-- Of a split new_shares replace old_shares; cash is in currency units per share held before the ex-date. ordinal counts
-- what one source tells of one date and kind.
CREATE TABLE corporate_action (
    symbol      {text} NOT NULL,
    ex_date     {text} NOT NULL,
    kind        {text} NOT NULL,
    source      {text} NOT NULL,
    ordinal     BIGINT NOT NULL,
    old_shares  DOUBLE PRECISION NOT NULL,
    new_shares  DOUBLE PRECISION NOT NULL,
    cash        DOUBLE PRECISION NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (symbol, ex_date, kind, source, ordinal)
);

-- Dates of earnings reports, every version of what was known of one: nothing may be used before its known_at.
-- when_in_day: beforeopen, afterclose, unknown.
CREATE TABLE earnings_date (
    symbol      {text} NOT NULL,
    date        {text} NOT NULL,
    when_in_day {text} NOT NULL,
    known_at    BIGINT NOT NULL,
    source      {text} NOT NULL,
    PRIMARY KEY (symbol, date, known_at)
);
