// Structured clone over a text channel. One self-contained function, because its source is also run inside pages.

export interface IpcCodec {
  encode(value: unknown): string
  decode(text: string): unknown
}

/** Throws what `structuredClone` throws for what can't be cloned: functions, promises, symbols. */
export function createIpcCodec(): IpcCodec {
  const pack = (value: unknown): unknown => {
    if (value === undefined) return ['undefined']
    if (typeof value === 'bigint') return ['bigint', String(value)]
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
      return ['number', Object.is(value, -0) ? '-0' : String(value)]
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return ['array', Array.from(value, pack)]
    if (value instanceof Date) return ['date', value.getTime()]
    if (value instanceof Map) return ['map', [...value].map(pack)]
    if (value instanceof Set) return ['set', [...value].map(pack)]
    if (value instanceof Error) return ['error', value.name, value.message]
    if (value instanceof ArrayBuffer) return ['bytes', 'ArrayBuffer', [...new Uint8Array(value)]]
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      return ['bytes', value.constructor.name, [...bytes]]
    }
    return ['object', Object.entries(value).map(([key, item]) => [key, pack(item)])]
  }

  const views: Record<string, new (buffer: ArrayBuffer) => unknown> = {
    DataView,
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    Buffer: Uint8Array,
  }

  // biome-ignore lint/suspicious/noExplicitAny: parsed from what `pack` of the other side made.
  const unpack = (packed: any): unknown => {
    if (!Array.isArray(packed)) return packed
    const [tag, first, second] = packed
    switch (tag) {
      case 'undefined':
        return undefined
      case 'bigint':
        return BigInt(first)
      case 'number':
        return Number(first)
      case 'array':
        return first.map(unpack)
      case 'date':
        return new Date(first)
      case 'map':
        return new Map(first.map(unpack))
      case 'set':
        return new Set(first.map(unpack))
      case 'error':
        return Object.assign(new Error(second), { name: first })
      case 'bytes': {
        const { buffer } = Uint8Array.from(second)
        const View = views[first]
        return View === undefined ? buffer : new View(buffer)
      }
      case 'object':
        return Object.fromEntries(first.map(([key, item]: [string, unknown]) => [key, unpack(item)]))
      default:
        throw new Error(`Unknown tag ${String(tag)} in a message of the double.`)
    }
  }

  return {
    encode: (value) => JSON.stringify(pack(structuredClone(value))),
    decode: (text) => unpack(JSON.parse(text)),
  }
}
