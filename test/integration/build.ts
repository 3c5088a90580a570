// Once for all integration tests: builds the program that they start.
import { buildCli } from './neatwork-process.ts'

// biome-ignore lint/style/noDefaultExport: Vitest takes a global setup's default export.
export default function setup(): void {
  buildCli()
}
