// Where the cluster's code says what happens; the shells decide what becomes of it.

/** From what must not have happened to what only somebody who searches wants to know. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
/** How much a line of the log matters. */
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Hears what happens, in sentences. */
export type Log = (level: LogLevel, message: string) => void
