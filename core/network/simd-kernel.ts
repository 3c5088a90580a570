// The WebAssembly twin of the inner loops of feed-forward-rows.ts, two rows to an instruction: same bits, about half the
// time. Absent where the platform has no WebAssembly with SIMD or forbids it, as a page's content policy may.
import { EXP_TABLE } from '../base/portable-exp.ts'
import { sigmoid } from './activation.ts'
import { type FlatProgram, GENERAL_FROM } from './flat-program.ts'
import { KERNEL_CODE } from './simd-kernel-code.ts'

/** Rows of a block; the kernel's columns are as long. */
export const BLOCK = 64
/** The kernel takes so many rows abreast. */
const ABREAST = 16
const PAGE = 65_536
const DOUBLE = 8

/** What the kernel's module exports: see simd-kernel.wat. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  readonly column: { value: number }
  run(
    at: number,
    end: number,
    general: number,
    program: number,
    constants: number,
    values: number,
    rows: number,
  ): number
}

interface WebAssemblyApi {
  readonly Module: new (code: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: object }
}

// Pure rooms know no platform; this much of one they look for, and do without.
declare const WebAssembly: WebAssemblyApi | undefined

export class SimdKernel {
  readonly #exports: Exports
  /** Bytes where the program, its constants and the columns of values begin. */
  readonly #program = EXP_TABLE.byteLength
  #constants = 0
  #values = 0
  #length = 0

  /** `exports` are those of an instance of simd-kernel.wat. */
  constructor(exports: Exports) {
    this.#exports = exports
    new Float64Array(exports.memory.buffer).set(EXP_TABLE)
  }

  /** Takes a program in; its columns of values, BLOCK rows each, are for the caller to fill until the next `load`. */
  load({ program, constants, valueCount }: FlatProgram): Float64Array {
    const length = program.length
    this.#length = length
    this.#constants = this.#program + Math.ceil(length / 2) * DOUBLE
    this.#values = this.#constants + length * DOUBLE
    this.#reach(this.#values + valueCount * BLOCK * DOUBLE)
    const { buffer } = this.#exports.memory
    new Int32Array(buffer, this.#program, length).set(program)
    new Float64Array(buffer, this.#constants, length).set(constants)
    return new Float64Array(buffer, this.#values, valueCount * BLOCK)
  }

  /**
   * Goes on at a place of the program, whose node fills the given column (its first value). Answers the place where
   * there is something for JavaScript to do, or the program's end: see simd-kernel.wat.
   */
  run(at: number, column: number, rows: number): number {
    const { column: next, run } = this.#exports
    next.value = this.#values + column * DOUBLE
    const abreast = Math.ceil(rows / ABREAST) * ABREAST
    return run(at, this.#length, GENERAL_FROM, this.#program, this.#constants, this.#values, abreast)
  }

  /** The column, by its first value, of the node at which `run` stopped. */
  get column(): number {
    return (this.#exports.column.value - this.#values) / DOUBLE
  }

  #reach(bytes: number): void {
    const missing = bytes - this.#exports.memory.buffer.byteLength
    if (missing > 0) this.#exports.memory.grow(Math.ceil(missing / PAGE))
  }
}

let known: SimdKernel | null | undefined

/** This thread's kernel, made when first asked for; null where there can be none. */
export function simdKernel(): SimdKernel | null {
  if (known === undefined) known = instantiate()
  return known
}

function instantiate(): SimdKernel | null {
  if (typeof WebAssembly === 'undefined') return null
  try {
    const module = new WebAssembly.Module(bytesOf(KERNEL_CODE))
    const { exports } = new WebAssembly.Instance(module, { js: { sigmoid } })
    return new SimdKernel(exports as Exports)
  } catch {
    // Processors without SIMD and pages without 'wasm-unsafe-eval' end here: they compute the same, slower.
    return null
  }
}

function bytesOf(hexadecimal: string): Uint8Array {
  return Uint8Array.from({ length: hexadecimal.length / 2 }, (_, at) =>
    Number.parseInt(hexadecimal.slice(2 * at, 2 * at + 2), 16),
  )
}
