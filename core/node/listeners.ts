// Who wants to hear of one thing.

export class Listeners<News extends readonly unknown[]> {
  readonly #listeners = new Set<(...news: News) => void>()

  /** Calling the answer ends it. */
  add(listener: (...news: News) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  tell(...news: News): void {
    for (const listener of this.#listeners) listener(...news)
  }
}
