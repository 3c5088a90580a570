import type { Plugin } from 'vite'
export function buildElectron(options?: { outDir?: string; plugins?: Plugin[] }): Promise<void>
