// `npm run build:kernel`: assembles core/network/simd-kernel.wat into simd-kernel-code.ts, which is kept with the sources.
import { readFileSync, writeFileSync } from 'node:fs'
import { kernelSource } from './kernel-source.mjs'

const text = readFileSync(new URL('../core/network/simd-kernel.wat', import.meta.url), 'utf8')
writeFileSync(new URL('../core/network/simd-kernel-code.ts', import.meta.url), await kernelSource(text))
