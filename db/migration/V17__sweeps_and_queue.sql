-- A sweep is runs that were launched together and differ in a few settings. Each combination of settings has a number within its
-- sweep; an attempt after the first is the run of a combination that was launched again because the one before had failed or was cancelled.
CREATE TABLE sweep (
    id         VARCHAR(32)              NOT NULL PRIMARY KEY,
    name       VARCHAR(120)             NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL
);

ALTER TABLE run ADD COLUMN sweep_id VARCHAR(32) REFERENCES sweep (id);
ALTER TABLE run ADD COLUMN sweep_combination INT;
ALTER TABLE run ADD COLUMN sweep_attempt INT;
CREATE UNIQUE INDEX run_by_sweep ON run (sweep_id, sweep_combination, sweep_attempt);

-- Queued runs are executed by priority, and among those of one priority by their place, which is a number and no time, so that a clock
-- that was wrong changes nothing.
ALTER TABLE run ADD COLUMN priority VARCHAR(10) DEFAULT 'NORMAL' NOT NULL;
ALTER TABLE run ADD COLUMN place BIGINT DEFAULT 0 NOT NULL;
UPDATE run SET place = (SELECT count(*) FROM run other WHERE other.state IN ('QUEUED', 'RUNNING', 'CANCELLING')
        AND (other.created_at < run.created_at OR (other.created_at = run.created_at AND other.id <= run.id)))
    WHERE state IN ('QUEUED', 'RUNNING', 'CANCELLING');
CREATE INDEX run_by_place ON run (place);

UPDATE scheduled_tasks SET priority = 50;
ALTER TABLE scheduled_tasks ALTER COLUMN priority SET DEFAULT 50;
ALTER TABLE scheduled_tasks ALTER COLUMN priority SET NOT NULL;
