// What the desktop hands over: links that were followed and files that were opened.
import { count } from './numbers.ts'

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
  newWindow: 'New window',
  about: {
    open: 'About Neatwork',
    title: 'About Neatwork',
    copy: 'Copy the versions',
    licences: (packages: number) => `Licences of ${count(packages, 'package')}`,
    licencesLead:
      'Neatwork is under the MIT licence. What others wrote and is in it stands here; Electron and Chromium bring theirs in LICENSES.chromium.html beside the program.',
    search: 'Search packages and licences',
    noneFound: 'No package has all these words.',
  },
  updates: {
    title: 'Newer versions',
    feed: 'Where to look for releases',
    feedHint:
      'Address of a latest.yml, by https. Empty: Neatwork looks nowhere. It never downloads anything.',
    feedPlaceholder: 'https://lab.example/neatwork/latest.yml',
    look: 'Look now',
    off: 'Nothing is looked up.',
    current: 'This is the newest version.',
    newer: (version: string) => `Version ${version} is there.`,
    openPage: 'Open its page',
  },
} as const
