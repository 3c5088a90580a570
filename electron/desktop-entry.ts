// The autostart entry of a Linux desktop: freedesktop.org's Desktop Entry Specification 1.5, "The Exec key". Pure.

export interface AppCommand {
  readonly path: string
  readonly args: readonly string[]
}

export function desktopEntry(command: AppCommand): string {
  return `[Desktop Entry]
Type=Application
Name=Neatwork
Comment=Works in the background for the master of the last time
Exec=${execLine(command)}
Icon=neatwork
Terminal=false
X-GNOME-Autostart-enabled=true
`
}

/** Whether a desktop that reads `text` starts that command; a person may have switched it off in the desktop's settings. */
export function startsByEntry(text: string, command: AppCommand): boolean {
  const lines = text.split('\n').map((line) => line.trim())
  const isOff = lines.includes('Hidden=true') || lines.includes('X-GNOME-Autostart-enabled=false')
  return !isOff && lines.includes(`Exec=${execLine(command)}`)
}

function execLine({ path, args }: AppCommand): string {
  return [path, ...args].map(quoted).join(' ')
}

/** In double quotes; the value as a whole is a string of the file, whose backslashes are doubled once more. */
function quoted(word: string): string {
  if (/[\n\r]/.test(word)) throw new RangeError(`A path with a line break can't be started at login: ${word}`)
  const inQuotes = word.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')
  return `"${inQuotes.replaceAll('\\', '\\\\')}"`
}
