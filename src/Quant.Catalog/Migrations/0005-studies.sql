-- Studies and their trials. Columns of the selection period start with sel_, those of the hold-out with hold_. The wide
-- columns come last: what leaderboards sort by is then read without them.
CREATE TABLE study (
    id             {text} NOT NULL PRIMARY KEY,
    name           {text} NOT NULL,
    spec           {text} NOT NULL,
    fingerprint    {text} NOT NULL,
    status         {text} NOT NULL,
    planned_trials BIGINT NOT NULL,
    created_at     BIGINT NOT NULL,
    started_at     BIGINT,
    finished_at    BIGINT,
    error          {text},
    summary        {text}
);
CREATE INDEX study_by_fingerprint ON study (fingerprint);
CREATE INDEX study_by_time ON study (created_at);

CREATE TABLE trial (
    study              {text} NOT NULL REFERENCES study (id) ON DELETE CASCADE,
    trial_index        BIGINT NOT NULL,
    fingerprint        {text} NOT NULL,
    model              {text} NOT NULL,
    status             {text} NOT NULL,
    score              DOUBLE PRECISION,
    sel_sharpe         DOUBLE PRECISION,
    sel_total_return   DOUBLE PRECISION,
    sel_max_drawdown   DOUBLE PRECISION,
    sel_trades         BIGINT,
    sel_profit_factor  DOUBLE PRECISION,
    sel_sqn            DOUBLE PRECISION,
    sel_win_rate       DOUBLE PRECISION,
    hold_sharpe        DOUBLE PRECISION,
    hold_total_return  DOUBLE PRECISION,
    hold_max_drawdown  DOUBLE PRECISION,
    hold_trades        BIGINT,
    hold_profit_factor DOUBLE PRECISION,
    hold_sqn           DOUBLE PRECISION,
    hold_win_rate      DOUBLE PRECISION,
    deflated_sharpe    DOUBLE PRECISION,
    gap                DOUBLE PRECISION,
    violated           {text},
    error              {text},
    silo               {text},
    elapsed_micros     BIGINT NOT NULL,
    created_at         BIGINT NOT NULL,
    rules              {text} NOT NULL,
    sel_metrics        {text},
    hold_metrics       {text},
    block_moments      {blob},
    PRIMARY KEY (study, trial_index)
);
CREATE INDEX trial_by_score ON trial (study, score DESC, trial_index);
CREATE INDEX trial_by_model ON trial (model);
