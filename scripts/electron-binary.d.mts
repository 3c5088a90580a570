export type ElectronBinary =
  | { readonly path: string; readonly reason?: undefined }
  | { readonly path: null; readonly reason: string }
export function findElectron(root: string): ElectronBinary
