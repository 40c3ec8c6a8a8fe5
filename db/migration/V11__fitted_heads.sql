-- Texts that masked-LM heads are fitted on, by the SHA-256 of their bytes.
CREATE TABLE stored_text (
    sha256     VARCHAR(64)              NOT NULL PRIMARY KEY,
    bytes      BIGINT                   NOT NULL,
    sentences  INT                      NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    content    ${bytes}                 NOT NULL
);

-- The curve of the fitting of a head; train_loss is null before the first step.
CREATE TABLE run_head_point (
    run_id            VARCHAR(32)      NOT NULL REFERENCES run (id),
    step              INT              NOT NULL,
    train_loss        DOUBLE PRECISION,
    held_out_loss     DOUBLE PRECISION NOT NULL,
    held_out_accuracy DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (run_id, step)
);

-- The stored text that a run fits a head on, and the model with the head that it has fitted; null in runs without a fitting.
ALTER TABLE run ADD COLUMN head_text VARCHAR(64);
ALTER TABLE run ADD COLUMN fitted_model VARCHAR(100);
