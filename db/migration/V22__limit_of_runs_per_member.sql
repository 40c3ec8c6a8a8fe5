-- How many runs of one owner all processes together execute at a time, as the server says that was started last; no row for any number.
CREATE TABLE queue_limit (
    runs_per_member INT NOT NULL
);
