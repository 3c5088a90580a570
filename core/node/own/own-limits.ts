// What somebody's own code may take of a machine.

/** Resident megabytes of a slot, unless told otherwise. */
export const DEFAULT_LIMIT_MB = 1024
