export function verdict(text: string): { readonly code: number; readonly text: string }
