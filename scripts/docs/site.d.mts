/** Every file of the site by its address, the start page being index.html. */
export function siteFiles(options?: {
  readonly hasReference?: boolean
}): Promise<ReadonlyMap<string, string | Uint8Array>>
