// How much of something is told or taken at most. Numbers only, so that a page knows them without the schemas that use them.

/** Entries of a run's log that a screen is told of; older ones are forgotten. */
export const MOST_ENTRIES = 1000
/** Lines that fitness functions print are told of to screens: so many of the last. */
export const MOST_PRINTED = 200
/** Letters of a note. */
export const LONGEST_NOTE = 2000
/** Notes of a run. */
export const MOST_NOTES = 1000
/** Members of a species that are listed. */
export const MOST_MEMBERS = 500
/** Species whose champions may be asked for at once: genomes may be large. */
export const MOST_CHAMPIONS = 16
/** Letters of the name that somebody gives a saved run, of one of its tags, and of what is said about it. */
export const LONGEST_RUN_TITLE = 100
export const LONGEST_TAG = 30
export const LONGEST_RUN_TEXT = 20_000
/** Tags of a saved run. */
export const MOST_TAGS = 20
/** Saved runs that are told at once; whoever wants more asks again. */
export const MOST_RUNS_TOLD = 200
/** Saved runs that are compared with one another. */
export const MOST_COMPARED = 8
/** Bytes of a file that a page opens; it is sent as one message. */
export const LARGEST_OPENED_FILE = 24 * 1024 * 1024
/** Saved runs that are deleted, or brought back, at once. */
export const MOST_DELETED = 1000
