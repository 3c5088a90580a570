// How much of something is told or taken at most. Numbers only, so that a page knows them without the schemas that use them.

/** Entries of a run's log that a screen is told of; older ones are forgotten. */
export const MOST_ENTRIES = 1000
/** Letters of a note. */
export const LONGEST_NOTE = 2000
/** Notes of a run. */
export const MOST_NOTES = 1000
/** Members of a species that are listed. */
export const MOST_MEMBERS = 500
/** Species whose champions may be asked for at once: genomes may be large. */
export const MOST_CHAMPIONS = 16
