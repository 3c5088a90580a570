export function sectionOf(changelog: string, version: string): string | null
/** The section, and the versions of protocol and formats. */
export function releaseNotes(changelog: string, version: string): string | null
