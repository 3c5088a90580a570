// How long nobody has touched this machine, from what each operating system brings along: no native modules, and where
// nothing tells, null.
import { execFile } from 'node:child_process'
import { platform } from 'node:process'
import type { IdleProbe } from './pause-conditions.ts'
import { terminalsIdleMs } from './terminals-idle.ts'

/** A program that tells, and what its words mean. */
interface Teller {
  readonly command: string
  readonly args: readonly string[]
  /** Milliseconds, or null for words of another kind. */
  readonly read: (text: string) => number | null
}

const ANSWER_WITHIN_MS = 10_000

/** X11's own clock of keyboard and mouse. */
export const xprintidle: Teller = { command: 'xprintidle', args: [], read: wholeNumber }

/** GNOME's, under Wayland too: "t 12345". */
export const gnome: Teller = {
  command: 'busctl',
  args: [
    ...['--user', 'call', 'org.gnome.Mutter.IdleMonitor', '/org/gnome/Mutter/IdleMonitor/Core'],
    ...['org.gnome.Mutter.IdleMonitor', 'GetIdletime'],
  ],
  read: (text) => wholeNumber(text.replace(/^t /, '')),
}

/** Of all keyboards and pointers of a Mac, in nanoseconds. */
export const ioreg: Teller = {
  command: '/usr/sbin/ioreg',
  args: ['-c', 'IOHIDSystem', '-d', '4'],
  read: (text) => {
    const nanoseconds = /"HIDIdleTime" = (\d+)/.exec(text)?.[1]
    return nanoseconds === undefined ? null : Number(nanoseconds) / 1e6
  },
}

/** GetLastInputInfo tells when this session was touched last, by the clock that Environment.TickCount reads. */
const LAST_INPUT = `
Add-Type -Namespace Neatwork -Name Input -MemberDefinition @'
[StructLayout(LayoutKind.Sequential)] public struct LastInput { public uint size; public uint time; }
[DllImport("user32.dll")] public static extern bool GetLastInputInfo(ref LastInput info);
public static uint IdleMs() {
  var info = new LastInput(); info.size = (uint)Marshal.SizeOf(info);
  return GetLastInputInfo(ref info) ? (uint)Environment.TickCount - info.time : 0;
}
'@
[Neatwork.Input]::IdleMs()`

export const powershell: Teller = {
  command: 'powershell.exe',
  args: ['-NoProfile', '-NonInteractive', '-Command', LAST_INPUT],
  read: wholeNumber,
}

/** The way of this machine; asked anew at every look, since people come, go and log in. */
export const idleProbe: IdleProbe = async () => {
  if (platform === 'darwin') return await tell(ioreg)
  if (platform === 'win32') return await tell(powershell)
  const { DISPLAY, WAYLAND_DISPLAY, DBUS_SESSION_BUS_ADDRESS } = process.env
  const [terminals, ...desktop] = await Promise.all([
    terminalsIdleMs(Date.now()),
    DISPLAY === undefined ? null : tell(xprintidle),
    DBUS_SESSION_BUS_ADDRESS === undefined ? null : tell(gnome),
  ])
  return idleOnLinux(terminals, desktop, DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined)
}

/** A desktop that tells nothing leaves the question open: at terminals nobody types while everybody uses the mouse. */
export function idleOnLinux(
  terminals: number | null,
  desktop: readonly (number | null)[],
  hasDesktop: boolean,
): number | null {
  const told = desktop.filter((ms) => ms !== null)
  if (hasDesktop && told.length === 0) return null
  const all = terminals === null ? told : [terminals, ...told]
  return all.length === 0 ? null : Math.min(...all)
}

/** null where the program isn't there or has nothing to tell. */
function tell({ command, args, read }: Teller): Promise<number | null> {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: ANSWER_WITHIN_MS, windowsHide: true }, (error, stdout) =>
      resolve(error === null ? read(stdout.trim()) : null),
    )
  })
}

function wholeNumber(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null
}
