/** docs/settings.md as the schemas ask for it. */
export function settingsPage(): string
