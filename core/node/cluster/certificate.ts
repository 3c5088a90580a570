// The master's certificate: self-signed, of this machine's making, known by its fingerprint and nothing else.
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'

export interface Certificate {
  /** PEM. */
  readonly key: string
  /** PEM. */
  readonly certificate: string
}

/** Dates don't count for those who pin; these keep strict TLS libraries content. */
const VALID_YEARS = 100

export async function makeCertificate(): Promise<Certificate> {
  // Loaded when it is needed, which is once per machine: it takes longer than all else that a command loads.
  const { generate } = await import('selfsigned')
  const notAfterDate = new Date()
  notAfterDate.setFullYear(notAfterDate.getFullYear() + VALID_YEARS)
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Neatwork master' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate,
  })
  return { key, certificate: cert }
}

/** SHA-256 of a certificate's DER bytes, base64url. */
export function fingerprintOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('base64url')
}

/** The fingerprint of a certificate as PEM. Throws where it can't be read, or where `key` is not its key. */
export function checkedFingerprint({ key, certificate }: Certificate): string {
  const parsed = new X509Certificate(certificate)
  if (!parsed.checkPrivateKey(createPrivateKey(key)))
    throw new Error('the key is not that of the certificate')
  return fingerprintOf(parsed.raw)
}
