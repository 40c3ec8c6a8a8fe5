-- Methods whose scores of an example could not be used, so that it has no map by them.
CREATE TABLE score_refusal (
    score_run_id VARCHAR(32)   NOT NULL,
    number       INT           NOT NULL,
    method       VARCHAR(100)  NOT NULL,
    reason       VARCHAR(1000) NOT NULL,
    PRIMARY KEY (score_run_id, number, method),
    FOREIGN KEY (score_run_id, number) REFERENCES score_example (score_run_id, number)
);
