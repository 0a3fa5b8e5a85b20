/** Enqueued by name, so that a use case need not import its own job. */
export const CAPTURE_JOB = { name: "snapshots.capture" } as const;
export const FIRST_CAPTURE_JOB = { name: "snapshots.start-first-capture" } as const;
