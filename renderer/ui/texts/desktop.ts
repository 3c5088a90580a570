// What the desktop hands over: links that were followed and files that were opened.
export const desktop = {
  joinTitle: 'Work for this master?',
  joinLead: (address: string) =>
    `A link that was followed asks this machine to evaluate networks for the master at ${address}.`,
  fingerprint: 'Its certificate begins with',
  loopback: 'It is on this machine, without a certificate.',
  trust: 'Join only if somebody you know gave you the link.',
  join: 'Join as worker',
  decline: 'Don’t join',
  notOpened: 'That could not be opened',
  close: 'Close',
  newWindow: 'New window',
} as const
