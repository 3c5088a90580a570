/** The text of simd-kernel-code.ts for a WebAssembly text. */
export function kernelSource(text: string): Promise<string>
