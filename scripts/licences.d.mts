interface LockEntry {
  readonly version?: string
  readonly license?: string
  readonly dev?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
}
export function licencesText(
  lock: { readonly packages: Readonly<Record<string, LockEntry>> },
  bundled: readonly string[],
): string
export function currentLicences(): string
