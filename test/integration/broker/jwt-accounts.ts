// An operator, an account and a user, as nsc makes them: what a nats-server trusts, and the file that lets a user in. NATS's
// own form of tokens, signed by Ed25519 keys.
import { createHash } from 'node:crypto'
import { createAccount, createOperator, createUser, type KeyPair } from '@nats-io/nkeys'

const ANY = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 }
const UNLIMITED = {
  subs: -1,
  data: -1,
  payload: -1,
  conn: -1,
  leaf: -1,
  imports: -1,
  exports: -1,
  wildcards: true,
}

function signed(issuer: KeyPair, subject: string, nats: object): string {
  const encoded = (value: object | Uint8Array) =>
    Buffer.from(value instanceof Uint8Array ? value : JSON.stringify(value)).toString('base64url')
  const claim = { iat: 1_700_000_000, iss: issuer.getPublicKey(), name: 'test', sub: subject, nats }
  const jti = createHash('sha256').update(JSON.stringify(claim)).digest('hex')
  const text = `${encoded({ typ: 'JWT', alg: 'ed25519-nkey' })}.${encoded({ jti, ...claim })}`
  return `${text}.${encoded(issuer.sign(Buffer.from(text)))}`
}

/** Lines for a server's configuration, and a file of credentials. */
export function accounts(): { readonly config: string; readonly credentials: string } {
  const [operator, account, system, user] = [createOperator(), createAccount(), createAccount(), createUser()]
  const inAccount = (pair: KeyPair, limits: object) =>
    signed(operator, pair.getPublicKey(), {
      limits: { ...UNLIMITED, ...limits },
      type: 'account',
      version: 2,
    })
  const userToken = signed(account, user.getPublicKey(), {
    ...{ pub: {}, sub: {}, subs: -1, data: -1, payload: -1, type: 'user', version: 2 },
  })
  const preload = [
    `${account.getPublicKey()}: ${inAccount(account, ANY)}`,
    `${system.getPublicKey()}: ${inAccount(system, {})}`,
  ]
  const config = [
    `operator: ${signed(operator, operator.getPublicKey(), { type: 'operator', version: 2 })}`,
    `system_account: ${system.getPublicKey()}`,
    `resolver: MEMORY\nresolver_preload {\n${preload.join('\n')}\n}`,
  ]
  const part = (name: string, text: string) => `-----BEGIN ${name}-----\n${text}\n------END ${name}------\n\n`
  const seed = Buffer.from(user.getSeed()).toString()
  return {
    config: config.join('\n'),
    credentials: part('NATS USER JWT', userToken) + part('USER NKEY SEED', seed),
  }
}
