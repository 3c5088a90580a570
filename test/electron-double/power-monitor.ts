// powerMonitor: nobody sits at this machine, and nobody has since it was started.
import { uptime } from 'node:os'

export const powerMonitor = { getSystemIdleTime: (): number => Math.floor(uptime()) }
