// The TypeScript file that holds an assembled WebAssembly text: code as hexadecimal digits, a hundred to a line.
import assembler from 'wabt'

/** Throws with the assembler's message, line and column where the text is wrong. */
export async function kernelSource(text) {
  const wabt = await assembler()
  const module = wabt.parseWat('simd-kernel.wat', text, { simd: true })
  try {
    module.resolveNames()
    module.validate()
    const digits = Buffer.from(module.toBinary({}).buffer).toString('hex')
    return `// Made of simd-kernel.wat by \`npm run build:kernel\`; not for editing.
export const KERNEL_CODE =
${digits
  .match(/.{1,100}/g)
  .map((line) => `  '${line}'`)
  .join(' +\n')}
`
  } finally {
    module.destroy()
  }
}
