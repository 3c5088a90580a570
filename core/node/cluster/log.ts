// Where the cluster's code says what happens; the shells decide what becomes of it.

/** From what must not have happened to what only somebody who searches wants to know. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export type Log = (level: LogLevel, message: string) => void
