// protocol: custom schemes and their handlers. Schemes must be registered before the app is ready, as in Electron.
import { app } from './app.ts'

type ProtocolHandler = (request: Request) => Response | Promise<Response>

class Protocol {
  readonly #schemes = new Set<string>()
  readonly #handlers = new Map<string, ProtocolHandler>()

  registerSchemesAsPrivileged(schemes: readonly { readonly scheme: string }[]): void {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme } of schemes) this.#schemes.add(scheme)
  }

  handle(scheme: string, handler: ProtocolHandler): void {
    if (!app.isReady()) throw new Error('The protocol module can only be used after app is ready')
    this.#handlers.set(scheme, handler)
  }

  /** The handler of a scheme that was also registered as standard; without that it has no origin to be 'self'. */
  handlerOf(url: string): ProtocolHandler | null {
    const scheme = url.slice(0, url.indexOf(':'))
    return this.#schemes.has(scheme) ? (this.#handlers.get(scheme) ?? null) : null
  }
}

export const protocol = new Protocol()
