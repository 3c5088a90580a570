// What contextBridge does between a page's own world and the preload's: values are copied, functions and promises get
// stand-ins, nothing else crosses. Self-contained: its source runs in both worlds of a page.

export interface WorldLink {
  /** Sends a value to the other world under a name. */
  offer(name: string, value: unknown): void
}

type Packed = readonly [tag: string, ...rest: unknown[]]

/** `secret` names the events, so that a page's scripts can't guess them. */
export function linkWorlds(
  secret: string,
  here: 'page' | 'preload',
  onOffer: (name: string, value: unknown) => void,
): WorldLink {
  const there = here === 'page' ? 'preload' : 'page'
  const functions: ((...args: unknown[]) => unknown)[] = []
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>()
  const returns: Packed[] = []
  let lastPromise = 0

  // A CustomEvent's detail is structured-cloned by Chromium when the other world reads it.
  const post = (message: Packed): void => {
    document.dispatchEvent(new CustomEvent(`${secret}:${there}`, { detail: message }))
  }

  const pack = (value: unknown): Packed => {
    if (typeof value === 'function') return ['function', functions.push((...args) => value(...args)) - 1]
    if (value instanceof Promise) return packPromise(value)
    if (value instanceof Error) return ['error', value.message]
    if (Array.isArray(value)) return ['array', value.map(pack)]
    if (isPlain(value)) return ['object', Object.entries(value).map(([key, item]) => [key, pack(item)])]
    return ['clone', structuredClone(value)]
  }

  const packPromise = (promise: Promise<unknown>): Packed => {
    const id = ++lastPromise
    promise.then(
      (value) => post(['settled', id, true, pack(value)]),
      (error: unknown) => post(['settled', id, false, pack(error)]),
    )
    return ['promise', id]
  }

  const isPlain = (value: unknown): value is object => {
    if (typeof value !== 'object' || value === null) return false
    const prototype: unknown = Object.getPrototypeOf(value)
    return prototype === null || Object.getPrototypeOf(prototype) === null
  }

  // biome-ignore lint/suspicious/noExplicitAny: comes from `pack` of the other world.
  const unpack = ([tag, value]: any): unknown => {
    if (tag === 'function') return (...args: unknown[]) => callThere(value, args)
    if (tag === 'promise')
      return new Promise((resolve, reject) => {
        promises.set(value, { resolve, reject })
      })
    if (tag === 'error') return new Error(value)
    if (tag === 'array') return value.map(unpack)
    if (tag === 'object')
      return Object.fromEntries(value.map(([key, item]: [string, Packed]) => [key, unpack(item)]))
    return value
  }

  const callThere = (id: number, args: unknown[]): unknown => {
    // Events are dispatched synchronously: when `post` is back, the answer is here.
    post(['call', id, args.map(pack)])
    const [, ok, value] = returns.pop() ?? ['return', false, ['error', 'The other world is gone.']]
    if (ok !== true) throw unpack(value)
    return unpack(value)
  }

  const answer = (id: number, args: Packed[]): void => {
    try {
      post(['return', true, pack(functions[id]?.(...args.map(unpack)))])
    } catch (error) {
      post(['return', false, pack(error)])
    }
  }

  document.addEventListener(`${secret}:${here}`, (event) => {
    if (!(event instanceof CustomEvent)) return
    const message = event.detail
    if (message[0] === 'offer') onOffer(message[1], unpack(message[2]))
    else if (message[0] === 'call') answer(message[1], message[2])
    else if (message[0] === 'return') returns.push(message)
    else if (message[0] === 'settled') {
      const waiting = promises.get(message[1])
      promises.delete(message[1])
      if (message[2]) waiting?.resolve(unpack(message[3]))
      else waiting?.reject(unpack(message[3]))
    }
  })

  return { offer: (name, value) => post(['offer', name, pack(value)]) }
}
