// Where the cluster's code says what happens; the shells decide what becomes of it.
export type Log = (level: 'info' | 'warn', message: string) => void
