/** The pictures of docs/concepts.md by their names, as a run makes them. */
export function pictures(): Promise<ReadonlyMap<string, string>>
